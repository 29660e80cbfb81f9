//! What a user can do: commands become changes, the book becomes what the screens show.
//!
//! Pure: it never touches the browser. `ui` sends [`Command`]s to the [`Desk`] and draws its views;
//! `platform` puts the [`Change`](crate::book::Change) on disk in between.

mod agenda;
mod ahead;
mod as_of;
mod backup;
mod batch;
mod brief;
mod buyer_types;
mod capture;
mod command;
mod comparison;
mod desk;
mod doubles;
mod draft;
mod edit;
mod edit_cadence;
mod failure;
mod falls;
mod files;
mod handover;
mod history;
mod in_place;
mod leaving;
mod lists;
mod mapping;
mod merge;
mod minutes;
mod moves;
mod needs;
mod numbers;
mod order_months;
mod palette;
mod paper;
mod plans;
mod pool;
mod preferences;
mod queues;
mod recent;
mod referrals;
mod rehearsal;
mod reminder;
mod rights;
mod risks;
mod roles;
mod room;
mod route;
mod share;
mod sheets;
mod snapshot;
mod sources;
mod spread;
mod standing;
mod suggestion;
mod themes;
mod tiers;
mod today;
mod tree;
mod undo;
mod urgency;
mod wanted;
mod words;
mod workload;
mod year;

pub use agenda::{ActionsAhead, AgendaItem, AgendaWhat, actions_ahead, agenda};
pub use ahead::{Ahead, AheadRun};
pub use as_of::{AsOf, AsOfRun, TierCount};
pub use backup::{Backup, BackupFolder};
pub use batch::{BatchPreview, batch_preview, record_many};
pub use brief::Brief;
pub use buyer_types::{TypeCard, birthday_soon, birthday_text, buyer_type, buyer_types, type_name};
pub use capture::{CaptureFault, Captured, CapturedAction, capture};
pub use command::{Command, Refusal, propose};
pub use comparison::{Difference, compare};
pub use desk::Desk;
pub use doubles::{Double, DoublesRun, Sign, bare_name};
pub use draft::{
    ActionDraft, ArrangementDraft, BuyerTypeDraft, ContactDraft, ContractDraft, CustomerDraft, FactDraft,
    FeedbackDraft, Field, FieldProblem, InteractionDraft, MoveDraft, NeedDraft, OrderDraft, OverrideDraft,
    PersonDraft, PlanDraft, PrefixDraft, Problem, ProfileDraft, SourceDraft, StepDraft,
};
pub use edit::{
    GradingSort, add_tier, copy_of, hundredths_text, new_condition, new_scheme, new_test, read_hundredths,
    read_value, read_words, remove_tier, test_about, value_text, words_in_use,
};
pub use edit_cadence::{ScheduleSort, add_rule};
pub use failure::Failure;
pub use falls::FallsRun;
pub use files::{FileDraft, FileFault, belongs_to, check_size};
pub use handover::{Estate, Unclear, estate, not_handed_over, unclear};
pub use history::{Alteration, FieldLine, HistoryPart, alterations, customer_of, overridden};
pub use in_place::{Editable, Entry, RecordField, Spot, Subject, people_words};
pub use lists::{
    BulkEdit, BulkPreview, Column, CustomerTable, Fixed, GroupLine, Line, Lines, Quick, RecordCondition,
    RecordEdit, RecordFilter, RecordGroup, RecordLine, RecordLines, RecordOperator, RecordRow, RecordTable,
    RecordTest, RecordView, RecordViews, Row, SavedView, SortKey, TierFilter, View, bulk_preview,
    bulk_sort_name, cell_plain, cell_text, columns, copied_cell, saved_views, with_views,
};
pub use mapping::SavedMapping;
pub use merge::{MergeField, merge_fields};
pub use minutes::{Minutes, Timing, summary_text};
pub use needs::{NeedLine, NeedsFilter, Topic, departments, digest, need_lines, needs, recurring, topics};
pub use numbers::{industry_letters, next_number, numbers_to_give};
pub use order_months::order_months;
pub use palette::{Action, Found, FoundSort, Surroundings, Target, find, found_sort_name, said, with_recent};
pub use paper::{Paper, PaperLine, application, fill_handbook, handbook_sheet, paper_sheet, signatures};
pub use plans::{RiskLine, is_unapproved, is_watched, proposed_plan, risk_lines, steps_due};
pub use pool::{Idle, Pool, cooling_down, give_to_pool, pool, take_from_pool};
pub use preferences::{Preferences, Theme};
pub use queues::{
    Completeness, Duties, Queue, RequiredField, Work, WorkList, WorkRun, duties, fields_of_queue,
    papers_missing, score_lacks, texts_to_confirm,
};
pub use recent::Recent;
pub use referrals::{Referrals, referrals};
pub use rehearsal::RehearsalRun;
pub use reminder::{Reminders, is_reminder_due, reminder};
pub use rights::{Certificate, Erased, HeldCounts, held, held_counts, held_file};
pub use risks::{Risk, is_renewal_near, risks};
pub use roles::{RoleLine, RoleMap, Spoken, role_gaps};
pub use room::{Room, Usage, size_text};
pub use route::Route;
pub use share::{Mask, ShareOptions, in_order, shared, shared_with_all};
pub use sheets::{
    CalendarStyle, CellKind, List, ListColumn, cards, events, exported, failed_rows, fill, fill_shown,
    list_columns, record_cell, record_cells, sheet, shown_sheet, words_of_column,
};
pub use snapshot::{Rewritten, Snapshot, SnapshotReason, is_snapshot_due, outlived};
pub use sources::{
    SourceLine, numbered_source_name, numbered_sources, source_draft, source_name, source_words, sources,
};
pub use spread::{Spread, SpreadSort, SpreadWeek, spread};
pub use standing::Standing;
pub use suggestion::{Suggestion, suggestion};
pub use themes::{newest_contacts, repeated_theme, would_repeat};
pub use tiers::{Service, TierShare, distribution, service};
pub use today::{Due, TodayCounts, TodayFilter, TodayGroup, TodayTable, today};
pub use tree::{Joined, Tree, part, remove_part};
pub use undo::{building_on, concerns, taken_back};
pub use urgency::Causes;
pub use wanted::{Wanted, size_band, wanted};
pub use words::{
    arrangement, book_file_problem, caps_label, capture_fault, change_label, clause_name, column_name,
    column_words, descriptor_name, dimension_name, failure, fate, fault, field_name, is_stated, layout,
    measure_name, measure_value, missing, obligation_name, obligation_when, origin, outcome_mark,
    policy_faults, policy_problem, problem, profile_text, refusal, rhythm, risk, row_note, row_problem,
    scheme_name, table_problem, text_asked, tier_letter, tier_name, unit_value, wanted_name, why_tier,
    words_of_field,
};
pub use workload::{CONTACTS_A_DAY, Load, LoadWeek, WEEKS, weekly_room, workload};
pub use year::{Fate, Lane, Touch, Year, YearWindow, year};
