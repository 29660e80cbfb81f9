//! Files that are attached: how much of them a book takes, and what attaching them comes to.
//!
//! The bytes never come here: a draft names them by their checksum, and whoever stores the change has them.

use crate::book::{Book, Change};
use crate::model::{
    Attachment, AttachmentId, ContentSum, CustomerId, Env, InteractionId, LARGEST_FILE, LARGEST_FILES,
    MEGABYTE, Media, ProfileField, file_name,
};
use crate::text::Language;

use super::Desk;
use super::draft::{Field, FieldProblem, InteractionDraft, Problem};

/// A file as a form holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDraft {
    /// The attachment that it is; `None` for one that is new.
    pub id: Option<AttachmentId>,
    /// What it is called.
    pub name: String,
    /// What its bytes are found by.
    pub sum: ContentSum,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it is, if that is known.
    pub media: Option<Media>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// It has no bytes.
    Empty,
    /// It has more bytes than [`LARGEST_FILE`].
    TooLarge(u64),
    /// The browser could not read it.
    Unreadable,
}

impl FileFault {
    /// Says why a file of that name is not taken, and what to do.
    pub fn told(&self, t: Language, name: &str) -> String {
        let name = file_name(name);
        match self {
            Self::Empty => t.file_empty(name),
            Self::TooLarge(bytes) => {
                t.file_too_large(name, bytes.div_ceil(MEGABYTE), LARGEST_FILE / MEGABYTE)
            }
            Self::Unreadable => t.file_unreadable(name),
        }
    }
}

/// Refuses a file by its size alone, before it is read.
///
/// # Errors
/// It is empty or too large.
pub fn check_size(bytes: u64) -> Result<(), FileFault> {
    match bytes {
        0 => Err(FileFault::Empty),
        bytes if bytes > LARGEST_FILE => Err(FileFault::TooLarge(bytes)),
        _ => Ok(()),
    }
}

impl FileDraft {
    /// Returns an attachment as a form holds it.
    pub fn of(file: &Attachment) -> Self {
        let Attachment { id, name, sum, bytes, media, .. } = file.clone();
        Self { id: Some(id), name: file_name(&name), sum, bytes, media }
    }

    /// Returns the attachments of a record of a contact.
    pub fn of_interaction(book: &Book, customer: CustomerId, id: InteractionId) -> Vec<Self> {
        let of_this = book.attachments_of(customer).filter(|file| file.interaction == Some(id));
        of_this.map(|file| Self::of(&file)).collect()
    }
}

/// Says what an attachment belongs to: a contact on a day, a paper, or the customer.
pub fn belongs_to(t: Language, desk: &Desk, file: &Attachment) -> String {
    let contact = file.interaction.and_then(|id| desk.book().interactions().row(id));
    match (contact, file.paper) {
        (Some(contact), _) => t.files_of_contact(t.day_short(contact.day, desk.today())),
        (None, Some(paper)) => t.profile_field(paper).to_owned(),
        (None, None) => t.files_of_customer().to_owned(),
    }
}

/// Refuses files for which the book has no room.
///
/// # Errors
/// How much room there is for all files together.
pub(super) fn check_room(book: &Book, files: &[FileDraft]) -> Result<(), Vec<FieldProblem>> {
    let mut contents = book.contents();
    let known = contents.len();
    for file in files {
        if !contents.iter().any(|(sum, _)| *sum == file.sum) {
            contents.push((file.sum, file.bytes));
        }
    }
    if contents.len() == known || contents.iter().map(|(_, bytes)| bytes).sum::<u64>() <= LARGEST_FILES {
        return Ok(());
    }
    let problem = Problem::NoRoomForFiles(LARGEST_FILES / MEGABYTE);
    Err(vec![FieldProblem { field: Field::Files, problem }])
}

/// Where a file belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub customer: CustomerId,
    pub interaction: Option<InteractionId>,
    pub paper: Option<ProfileField>,
}

/// Attaches what of `files` is new.
pub(super) fn attach(place: Place, files: &[FileDraft], env: &mut Env, change: &mut Change) {
    for file in files.iter().filter(|file| file.id.is_none()) {
        change.add(Attachment {
            media: file.media,
            interaction: place.interaction,
            paper: place.paper,
            by: env.person,
            ..Attachment::new(
                env.ids.draw(),
                place.customer,
                file_name(&file.name),
                file.sum,
                file.bytes,
                env.now,
            )
        });
    }
}

/// Does to the attachments of a record of a contact what its form says: the new ones come, those taken out go. Those
/// that the form never had, because another tab attached them meanwhile, stay.
pub(super) fn keep_files(
    book: &Book,
    (customer, id): (CustomerId, InteractionId),
    draft: &InteractionDraft,
    env: &mut Env,
    change: &mut Change,
) {
    for old in book.attachments_of(customer).filter(|file| file.interaction == Some(id)).rev() {
        if draft.files_out.contains(&old.id) {
            change.remove(old);
        }
    }
    attach(Place { customer, interaction: Some(id), paper: None }, &draft.files, env, change);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Refusal, propose};
    use crate::book::Label;
    use crate::model::{Channel, Customer, IdSource, Instant, RecordFields, Zone};

    fn draft(name: &str, bytes: u64) -> FileDraft {
        let sum = ContentSum::of(format!("{name} {bytes}").as_bytes());
        FileDraft { id: None, name: name.to_owned(), sum, bytes, media: Media::of(b"%PDF-") }
    }

    fn desk(env: &mut Env) -> (Desk, CustomerId) {
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let id = customer.id;
        let book = Book::assemble(crate::model::BookInfo::begun(env.now), [customer.into()]).unwrap();
        (Desk::open(book, env.zone, env.today()), id)
    }

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [7; 16]) }
    }

    fn attach_to(customer: CustomerId, files: Vec<FileDraft>) -> Command {
        Command::Attach { customer, paper: Some(ProfileField::PaperLicence), files }
    }

    #[test]
    fn a_file_is_refused_by_its_size_and_the_book_by_all_of_them() {
        assert_eq!(check_size(0), Err(FileFault::Empty));
        assert_eq!(check_size(LARGEST_FILE), Ok(()));
        assert_eq!(check_size(LARGEST_FILE + 1), Err(FileFault::TooLarge(LARGEST_FILE + 1)));
        let mut env = env();
        let (mut desk, customer) = desk(&mut env);
        let full: Vec<FileDraft> = (0..20).map(|n| draft(&format!("{n}.pdf"), LARGEST_FILE)).collect();
        let change = propose(&desk, attach_to(customer, full.clone()), &mut env).unwrap();
        desk.applied(&change).unwrap();
        let more = propose(&desk, attach_to(customer, vec![draft("one more.pdf", 1)]), &mut env);
        assert_eq!(
            more,
            Err(Refusal::Fields(vec![FieldProblem {
                field: Field::Files,
                problem: Problem::NoRoomForFiles(200),
            }]))
        );
        // The same bytes once more take no room.
        assert!(propose(&desk, attach_to(customer, full), &mut env).is_ok());
    }

    #[test]
    fn a_file_goes_and_comes_back_and_goes_with_its_customer() {
        let mut env = env();
        let (mut desk, customer) = desk(&mut env);
        let file = draft("../营业执照\u{202e}.pdf", 9);
        let change = propose(&desk, attach_to(customer, vec![file]), &mut env).unwrap();
        assert!(matches!(&change.label, Label::AddedFiles { files: 1, .. }));
        desk.applied(&change).unwrap();
        let kept = desk.book().attachments_of(customer).next().unwrap();
        assert_eq!((kept.name.as_str(), kept.paper), ("营业执照.pdf", Some(ProfileField::PaperLicence)));
        let gone = propose(&desk, Command::RemoveAttachment(kept.id), &mut env).unwrap();
        desk.applied(&gone).unwrap();
        assert_eq!(desk.book().attachments().len(), 0);
        desk.applied(&gone.inverse(env.ids.draw(), env.now, None)).unwrap();
        assert_eq!(desk.book().attachments_of(customer).next().as_ref(), Some(&kept));
        let all = propose(&desk, Command::RemoveCustomer(customer), &mut env).unwrap();
        desk.applied(&all).unwrap();
        assert!(desk.book().is_empty());
    }

    #[test]
    fn a_record_keeps_the_files_of_its_form_and_takes_them_along() {
        let mut env = env();
        let (mut desk, customer) = desk(&mut env);
        let mut form = InteractionDraft::new(customer, Channel::Call, &env);
        form.summary = "谈了报价".into();
        form.files = vec![draft("a.pdf", 3), draft("b.pdf", 4)];
        let save =
            |id, form: &InteractionDraft| Command::SaveInteraction { id, draft: Box::new(form.clone()) };
        let change = propose(&desk, save(None, &form), &mut env).unwrap();
        desk.applied(&change).unwrap();
        let contact = desk.book().interactions().iter().next().unwrap().record().unwrap();
        let mut again = InteractionDraft::of(desk.book(), &contact, env.zone);
        assert_eq!(again.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.pdf", "b.pdf"]);
        again.files_out.extend(again.files.remove(0).id);
        again.files.push(draft("c.pdf", 5));
        let change = propose(&desk, save(Some(contact.id()), &again), &mut env).unwrap();
        desk.applied(&change).unwrap();
        let names = |desk: &Desk| {
            let mut names: Vec<String> = desk.book().attachments_of(customer).map(|file| file.name).collect();
            names.sort();
            names
        };
        assert_eq!(names(&desk), ["b.pdf", "c.pdf"]);
        let gone = propose(&desk, Command::RemoveInteraction(contact.id()), &mut env).unwrap();
        desk.applied(&gone).unwrap();
        assert!(names(&desk).is_empty());
        desk.applied(&gone.inverse(env.ids.draw(), env.now, None)).unwrap();
        assert_eq!(names(&desk), ["b.pdf", "c.pdf"]);
    }
}
