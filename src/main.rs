//! The page: where its wasm is cut into parts, and its start. Run `cargo xtask run` to see it.

// The halves of a seam find each other by name, which Rust counts as unsafe; `wasm_split` writes both.
#![cfg_attr(target_arch = "wasm32", allow(unsafe_code))]

#[cfg(target_arch = "wasm32")]
fn main() {
    wellkept::ui::boot::start(page::SEAMS);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Wellkept runs in a browser: start it with `cargo xtask run`.");
}

/// The seams stand in the page's own binary, or the worker would carry what lies behind them.
#[cfg(target_arch = "wasm32")]
mod page {
    use futures::FutureExt;
    use futures::future::LocalBoxFuture;
    use leptos::prelude::AnyView;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};
    use wellkept::app::Route;
    use wellkept::model::Record;
    use wellkept::seal::Cipher;
    use wellkept::ui::parts::{self, Beginning, Missing, Proposer, Seams, ViewSeam};
    use wellkept::ui::session::{Panel, Session};

    pub const SEAMS: Seams = Seams {
        frame: ViewSeam {
            fetch: || fetch_book().map(fetched).boxed_local(),
            view: |()| frame().map(fetched).boxed_local(),
        },
        customers: ViewSeam {
            fetch: || fetch_customers().map(fetched).boxed_local(),
            view: |route| customers(route).map(fetched).boxed_local(),
        },
        data: ViewSeam {
            fetch: || fetch_data().map(fetched).boxed_local(),
            view: |route| data(route).map(fetched).boxed_local(),
        },
        forms: ViewSeam {
            fetch: || fetch_forms().map(fetched).boxed_local(),
            view: |panel| form(panel).map(fetched).boxed_local(),
        },
        lock: ViewSeam {
            fetch: || fetch_lock().map(fetched).boxed_local(),
            view: |()| lock().map(fetched).boxed_local(),
        },
        cipher: || cipher().map(fetched).boxed_local(),
        open_store: |session| open_store(session).map(fetched).boxed_local(),
        begin_book: |session, with_sample| begin_book(session, with_sample).map(fetched).boxed_local(),
        sample: |session| sample(session).map(fetched).boxed_local(),
        proposer: || proposer().map(fetched).boxed_local(),
    };

    fn fetched<T>(part: Result<T, SplitLoaderError>) -> Result<T, Missing> {
        part.map_err(|_| Missing)
    }

    #[wasm_split(book, fallible, preload(fetch_book))]
    fn frame() -> Result<AnyView, SplitLoaderError> {
        Ok(parts::frame_view())
    }

    #[wasm_split(book, fallible)]
    fn open_store(session: Session) -> Result<LocalBoxFuture<'static, ()>, SplitLoaderError> {
        Ok(parts::store_opening(session))
    }

    #[wasm_split(book, fallible)]
    fn begin_book(session: Session, with_sample: bool) -> Result<Beginning, SplitLoaderError> {
        Ok(parts::book_beginning(session, with_sample))
    }

    #[wasm_split(sample, fallible)]
    fn sample(session: Session) -> Result<Vec<Record>, SplitLoaderError> {
        Ok(parts::sample_records(session))
    }

    #[wasm_split(customers, fallible, preload(fetch_customers))]
    fn customers(route: Route) -> Result<AnyView, SplitLoaderError> {
        Ok(parts::customers_view(route))
    }

    #[wasm_split(data, fallible, preload(fetch_data))]
    fn data(route: Route) -> Result<AnyView, SplitLoaderError> {
        Ok(parts::data_view(route))
    }

    #[wasm_split(forms, fallible, preload(fetch_forms))]
    fn form(panel: Panel) -> Result<AnyView, SplitLoaderError> {
        Ok(parts::form_view(panel))
    }

    #[wasm_split(lock, fallible, preload(fetch_lock))]
    fn lock() -> Result<AnyView, SplitLoaderError> {
        Ok(parts::lock_view())
    }

    #[wasm_split(lock, fallible)]
    fn cipher() -> Result<Cipher, SplitLoaderError> {
        Ok(parts::cipher_itself())
    }

    #[wasm_split(forms, fallible)]
    fn proposer() -> Result<Proposer, SplitLoaderError> {
        Ok(parts::proposer_itself())
    }
}
