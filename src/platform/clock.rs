//! The time of this device, and time zones as the browser knows them.

use js_sys::{Array, Date, Function, Intl, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::model::{Instant, Zone};

/// Returns the time now, as this device has it.
pub fn now() -> Instant {
    Instant::from_millis(Date::now() as i64)
}

/// Waits so many milliseconds, as the page's timers go.
pub async fn after(millis: i64) {
    let waiting = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let millis = i32::try_from(millis).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(waiting).await;
}

/// Lets the page draw and take input, and goes on in a task of its own: at once, where a timer that sets the next
/// one waits for four milliseconds each time.
pub async fn next_task() {
    let Ok(channel) = MessageChannel::new() else { return after(0).await };
    let waiting = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(waiting).await;
    channel.port1().close();
}

/// Returns how far ahead of UTC clocks in the zone of that IANA name are at `at`; `None` if the browser
/// does not know the zone.
pub fn zone_of(iana: &str, at: Instant) -> Option<Zone> {
    let options = Object::new();
    for (name, value) in [("timeZone", iana), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let format = new_format(&Array::of1(&"en-US".into()), &options)?;
    let date = Date::new(&JsValue::from_f64(at.millis() as f64));
    let parts = format.format_to_parts(&date);
    let offset = parts.iter().find_map(|part| {
        let text = |field: &str| Reflect::get(&part, &field.into()).ok().and_then(|value| value.as_string());
        (text("type").as_deref() == Some("timeZoneName")).then(|| text("value")).flatten()
    })?;
    minutes(&offset).map(Zone::ahead_of_utc)
}

/// Returns the IANA name of this device's time zone.
pub fn device_zone() -> Option<String> {
    let options = new_format(&Array::new(), &Object::new())?.resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// Makes a date format; `None` where its constructor throws, as it does for an unknown zone.
fn new_format(locales: &Array, options: &Object) -> Option<Intl::DateTimeFormat> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into::<Function>().ok()?;
    Reflect::construct(&constructor, &Array::of2(locales, options)).ok()?.dyn_into().ok()
}

/// Returns the minutes of an offset such as `GMT`, `GMT+08:00` or `GMT-03:30`.
fn minutes(offset: &str) -> Option<i32> {
    let signed = offset.strip_prefix("GMT")?;
    if signed.is_empty() {
        return Some(0);
    }
    let (sign, digits) = match (signed.strip_prefix('+'), signed.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let mut parts = digits.split(':').map(|part| part.parse::<i32>().ok());
    let hours = parts.next()??;
    let minutes = parts.next().unwrap_or(Some(0))?;
    Some(sign * (hours * 60 + minutes))
}
