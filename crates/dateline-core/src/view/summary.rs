use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Index, Timeline, one_line, words};
use crate::model::{
    Attribution, AttributionId, Beside, BylineKind, Claim, ClaimAttribute, ClaimValue, Confidence,
    DiagnosticCode, Entity, EntityId, EntityKind, EntityRelationKind, Event, EventId, EventMention, Form,
    Modality, PlaceBasis, Polarity, Quantity, QuantityId, Record, Relation, Role, SectionKind, Source, Span,
    Speech, Stance, Status, Tenure, TimeBasis,
};

/// Attributions are nested no deeper than this.
const DEEPEST: usize = 8;

/// A page of notes on a report, for people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The headline, where there is one.
    pub headline: Option<String>,
    /// The dateline as printed, its dash left out.
    pub dateline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication (ISO 8601).
    pub published: Option<String>,
    /// Who wrote it.
    pub writers: Vec<String>,
    /// Who contributed to it.
    pub contributors: Vec<String>,
    /// Number of versions of the report in the text.
    pub versions: u32,
    /// The sub-headings, in order.
    pub headings: Vec<String>,
    /// Events that the text says have happened or go on, in order of the text.
    pub happened: Vec<EventLine>,
    /// Events planned, expected, demanded, conditional, denied, in order of the text.
    pub not_happened: Vec<EventLine>,
    /// Named persons, the most central first.
    pub people: Vec<ActorLine>,
    /// Organizations, the most central first.
    pub organizations: Vec<ActorLine>,
    /// Named places and facilities, the most central first.
    pub places: Vec<PlaceLine>,
    /// Who says what, by source in order of first statement.
    pub sources: Vec<SourceLine>,
    /// Attributes on which claims stand against each other, a sentence each.
    pub disputed: Vec<String>,
    /// Numbers that say something of an event, in order of the text.
    pub numbers: Vec<NumberLine>,
    /// The events in order of time.
    pub timeline: Timeline,
    /// The outlet's corrections.
    pub corrections: Vec<CorrectionLine>,
    /// What a user should know about how the document was read.
    pub notes: Vec<String>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventLine {
    /// The event.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// Its type, with its mode: "ASSAULT, aerial".
    pub kind: String,
    /// Where it stands.
    pub status: Modality,
    /// When, with its basis where it was not stated.
    pub when: Option<String>,
    /// Where, the same.
    pub place: Option<String>,
    /// The numbers of it.
    pub numbers: Vec<String>,
    /// Who reports it; empty where the outlet does on its own account.
    pub says: Vec<String>,
}

/// One person or organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorLine {
    /// The entity.
    pub entity: EntityId,
    /// The fullest name.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Titles and offices, with status, organization and country.
    pub roles: Vec<String>,
    /// How it stands to others, where its roles don't say so: "leads Ukrainian delegation", "spouse of Maria Ortiz".
    pub relations: Vec<String>,
    /// ISO 3166-1 alpha-2 code of the country it belongs to.
    pub country: Option<String>,
    /// How often it is named.
    pub names: u32,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceLine {
    /// The entity.
    pub entity: EntityId,
    /// The fullest name.
    pub name: String,
    /// Division and country, where the gazetteer resolves it.
    pub within: Option<String>,
    /// Degrees north and east, where the gazetteer resolves it.
    pub coordinates: Option<(f64, f64)>,
}

/// One source with its statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// The entity, where the source is one.
    pub entity: Option<EntityId>,
    /// Its name, or its words.
    pub name: String,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The words that say that it is said.
    pub cue: Option<String>,
    /// What sort of act the saying is.
    pub stance: Stance,
    /// Quoted, reported or both.
    pub speech: Speech,
    /// Whether the content is partly quoted, and at least half of it.
    pub partly_quoted: bool,
    /// What is said, pieces joined by an ellipsis.
    pub content: String,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberLine {
    /// The words, with what they are a part of.
    pub text: String,
    /// What the number says of what it counts.
    pub status: Status,
    /// Who gives it; absent where the outlet does on its own account.
    pub says: Option<String>,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionLine {
    /// The notice.
    pub text: String,
    /// What the earlier version said, and what is right.
    pub change: Option<(String, String)>,
    /// Title of the event it concerns.
    pub concerns: Option<String>,
}

impl Summary {
    /// The notes on a record in byte offsets.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let index = &Index::new(record);
        let document = &record.document;
        let writers = |kind| -> Vec<String> {
            document.byline.iter().filter(|b| b.kind == kind).map(|b| one_line(&b.name)).collect()
        };
        let shows = |event: &&Event| has_happened(event) && !is_faint(event) || is_specific(index, event);
        let (happened, not_happened): (Vec<_>, Vec<_>) =
            record.events.iter().filter(shows).partition(|event| has_happened(event));
        let mut timeline = Timeline::of(record);
        let shown: BTreeSet<EventId> = happened.iter().chain(&not_happened).map(|event| event.id).collect();
        timeline.dated.retain(|entry| shown.contains(&entry.event));
        timeline.undated.retain(|entry| shown.contains(&entry.event));
        let lines =
            |events: Vec<&Event>| events.into_iter().map(|event| event_line(record, index, event)).collect();
        Self {
            headline: document.headline.as_deref().map(one_line),
            dateline: document.dateline.as_ref().map(|dateline| {
                words(record, dateline.span)
                    .trim_end_matches(|c: char| c.is_whitespace() || "—–-:_".contains(c))
                    .into()
            }),
            outlet: document.outlet.clone(),
            published: document.published.clone(),
            writers: writers(BylineKind::Writer),
            contributors: writers(BylineKind::Contributor),
            versions: document.sections.iter().map(|s| s.version + 1).max().unwrap_or(1),
            headings: document
                .sections
                .iter()
                .filter(|section| section.kind == SectionKind::Body)
                .filter_map(|section| section.heading)
                .map(|heading| words(record, heading))
                .collect(),
            happened: lines(happened),
            not_happened: lines(not_happened),
            people: actors(record, index, EntityKind::Person),
            organizations: actors(record, index, EntityKind::Organization),
            places: places(record),
            sources: sources(record, index),
            disputed: disputed(record, index),
            numbers: numbers(record, index),
            timeline,
            corrections: record
                .corrections
                .iter()
                .map(|correction| CorrectionLine {
                    text: words(record, correction.span),
                    change: correction
                        .before
                        .as_ref()
                        .zip(correction.after.as_ref())
                        .map(|(before, after)| (one_line(&before.text), one_line(&after.text))),
                    concerns: correction
                        .concerns
                        .and_then(|id| index.event(id))
                        .map(|event| one_line(&event.title)),
                })
                .collect(),
            notes: record
                .diagnostics
                .iter()
                .filter(|d| {
                    !matches!(d.code, DiagnosticCode::UnresolvedPlace | DiagnosticCode::UnresolvedTime)
                })
                .map(|diagnostic| diagnostic.message.clone())
                .collect(),
        }
    }
}

/// Whether the text says that the event has happened or goes on.
fn has_happened(event: &Event) -> bool {
    matches!(event.status, Modality::Occurred | Modality::Ongoing)
        && event.mentions.iter().any(|mention| mention.polarity == Polarity::Positive)
}

/// Whether nothing in the text but a bare word speaks for an event.
fn is_faint(event: &Event) -> bool {
    event.mentions.iter().all(|mention| mention.confidence == Confidence::Low)
}

/// Whether an event that has not happened, or for which little speaks, is told of somebody, somewhere, some time or so
/// many: "the rebels may have fled to Mexico", not "a woman can run for president". What is planned, asked for or depends
/// on something may also stand by who says so, and what is denied by itself.
fn is_specific(index: &Index<'_>, event: &Event) -> bool {
    let open = event.status == Modality::Possible;
    let said = |m: &EventMention| m.attribution.and_then(|id| told(index, id)?.source.as_ref()).is_some();
    event.status == Modality::Denied
        || event
            .mentions
            .iter()
            .flat_map(|m| &m.participants)
            .filter_map(|p| p.entity)
            .any(|id| index.is_named(id))
        || event.place.as_ref().is_some_and(|place| place.basis == PlaceBasis::Stated)
        || event.time.as_ref().is_some_and(|time| time.basis != TimeBasis::Publication)
        || !event.quantities.is_empty()
        || !open && event.mentions.iter().any(said)
}

fn event_line(record: &Record, index: &Index<'_>, event: &Event) -> EventLine {
    let mut says: Vec<String> = Vec::new();
    // Who only said that it would happen does not say that it has.
    let happened = has_happened(event);
    let tells = |mention: &&EventMention| {
        !happened || matches!(mention.modality, Modality::Occurred | Modality::Ongoing)
    };
    for mention in event.mentions.iter().filter(tells) {
        let attribution = mention.attribution.and_then(|id| told(index, id));
        if let Some(source) = attribution.and_then(|a| a.source.as_ref()) {
            let name = in_sentence(record, source, source_name(record, index, source));
            if unresolved(record, index, source).is_none() && !says.contains(&name) {
                says.push(name);
            }
        }
    }
    let kind = format!("{:?}", event.kind).to_uppercase();
    EventLine {
        event: event.id,
        title: one_line(&event.title),
        kind: match &event.mode {
            Some(mode) => format!("{kind}, {}", mode.replace('_', " ")),
            None => kind,
        },
        status: event.status,
        when: when(index, event),
        place: event.place.as_ref().and_then(|place| {
            let name = |id| Some(one_line(&index.entity(id)?.name));
            let site = place.site.and_then(name);
            let town = match place.basis {
                PlaceBasis::Stated => name(place.entity)
                    .map(|name| place.beside.map_or(name.clone(), |beside| from(beside, &name))),
                PlaceBasis::Narrative => name(place.entity).map(|name| format!("{name} (from context)")),
                PlaceBasis::Dateline => None,
            };
            let parts: Vec<String> = [site, town].into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }),
        numbers: {
            let repeated = repeated(index, event);
            event
                .quantities
                .iter()
                .filter_map(|id| index.quantity(*id))
                .filter(|quantity| !matches!(quantity.status, Status::Ordinal | Status::Age))
                .filter(|quantity| !repeated.contains(&quantity.id))
                .map(|quantity| number(index, quantity))
                .collect()
        },
        says,
    }
}

/// So many numbers of an event are held against one another.
const MOST_COMPARED: usize = 32;

/// The numbers of an event that others of it give in more words.
fn repeated(index: &Index<'_>, event: &Event) -> BTreeSet<QuantityId> {
    let told: Vec<&Quantity> =
        event.quantities.iter().filter_map(|id| index.quantity(*id)).take(MOST_COMPARED).collect();
    let fuller = |quantity: &&&Quantity| told.iter().any(|other| says_more(other, quantity));
    told.iter().filter(fuller).map(|quantity| quantity.id).collect()
}

/// Whether one quantity gives the same number of the same as another, in more words: "at least 31 people", "at least 31".
fn says_more(quantity: &Quantity, than: &Quantity) -> bool {
    let amount = |q: &Quantity| (q.status, q.low.map(f64::to_bits), q.high.map(f64::to_bits));
    quantity.id != than.id
        && amount(quantity) == amount(than)
        && than.subset_of.is_none()
        && (than.unit.is_none() || than.unit == quantity.unit)
        && (quantity.text.len(), than.span.start) > (than.text.len(), quantity.span.start)
}

/// The attribution, or the first around it, by which somebody tells something rather than thinks or feels it.
fn told<'r>(index: &Index<'r>, id: AttributionId) -> Option<&'r Attribution> {
    let mut attribution = index.attribution(id)?;
    for _ in 0..DEEPEST {
        if !matches!(attribution.stance, Stance::Believe | Stance::Expect) {
            return Some(attribution);
        }
        attribution = index.attribution(attribution.within?)?;
    }
    None
}

/// Words for a source that say nothing where nobody knows whom they stand for.
const PRONOUNS: [&str; 8] = ["he", "she", "i", "you", "it", "we", "they", "who"];

/// Whether a source is a pronoun, and which, of which nobody knows whom it stands for.
fn unresolved(record: &Record, index: &Index<'_>, source: &Source) -> Option<&'static str> {
    let said = words(record, source.span).to_lowercase();
    let pronoun = PRONOUNS.into_iter().find(|pronoun| *pronoun == said)?;
    (!source.entity.is_some_and(|entity| index.is_described(entity))).then_some(pronoun)
}

/// The time of an event for people; nothing where only the publication date bounds it.
fn when(index: &Index<'_>, event: &Event) -> Option<String> {
    let time = event.time.as_ref().filter(|time| time.basis != TimeBasis::Publication)?;
    let quoted = time.timex.and_then(|id| index.timex(id)).map(|timex| one_line(&timex.text));
    let interval = match (&time.earliest, &time.latest) {
        (Some(a), Some(b)) if a == b => a.clone(),
        (Some(a), Some(b)) => format!("{a} to {b}"),
        (Some(a), None) => format!("from {a}"),
        (None, Some(b)) => format!("by {b}"),
        (None, None) => return quoted,
    };
    Some(match (time.basis, quoted) {
        (TimeBasis::Narrative, Some(words)) => format!("{interval} (from context, “{words}”)"),
        (TimeBasis::Narrative, None) => format!("{interval} (from context)"),
        (TimeBasis::Dateline, _) => format!("{interval} (from the dateline)"),
        (TimeBasis::Weekday | TimeBasis::Relative, Some(words)) => format!("{interval} (“{words}”)"),
        _ => interval,
    })
}

/// A quantity's words, with what it counts where they are a bare number, and with what it is a part of.
fn number(index: &Index<'_>, quantity: &Quantity) -> String {
    let mut text = one_line(&quantity.text);
    let bare = text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    if let Some(unit) = quantity.unit.as_deref().filter(|unit| bare && unit.chars().all(char::is_alphabetic))
    {
        text = format!("{text} {}", if quantity.point == Some(1.0) { unit.to_owned() } else { plural(unit) });
    }
    match quantity.subset_of.and_then(|id| index.quantity(id)) {
        Some(whole) => format!("{text} (of {})", one_line(&whole.text)),
        None => text,
    }
}

/// The plural of a noun.
fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 4] =
        [("person", "people"), ("child", "children"), ("man", "men"), ("aircraft", "aircraft")];
    for (singular, plural) in IRREGULAR {
        if let Some(stem) = noun.strip_suffix(singular) {
            return format!("{stem}{plural}");
        }
    }
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    match noun.strip_suffix('y') {
        Some(stem) if !vowel_before_y => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        _ => format!("{noun}s"),
    }
}

/// Entities of the kind with at least one name, and bodies that are called by their state's ("the Ukrainian security
/// service"), the most central first, with how often they are named. Who stands in a dateline alone is left out.
fn named<'r>(record: &'r Record, kinds: &[EntityKind]) -> Vec<(&'r Entity, u32)> {
    let mut names = BTreeMap::<EntityId, u32>::new();
    for mention in record.mentions.iter().filter(|mention| mention.form == Form::Name) {
        *names.entry(mention.entity).or_default() += 1;
    }
    let mut entities: Vec<_> = record
        .entities
        .iter()
        .filter(|entity| kinds.contains(&entity.kind))
        .filter(|entity| entity.salience > 0.0 || entity.place.is_some())
        .filter_map(|entity| {
            let of_state = entity.kind == EntityKind::Organization && entity.country.is_some();
            names.get(&entity.id).copied().or(of_state.then_some(0)).map(|count| (entity, count))
        })
        .collect();
    entities.sort_by(|a, b| b.0.salience.total_cmp(&a.0.salience));
    entities
}

fn actors(record: &Record, index: &Index<'_>, kind: EntityKind) -> Vec<ActorLine> {
    named(record, &[kind])
        .into_iter()
        .map(|(entity, names)| {
            let mut roles: Vec<String> = Vec::new();
            for role in &entity.roles {
                let mut words = with_status(role.status, &one_line(&role.title));
                if let Some(organization) = &role.organization {
                    words = format!("{words}, {}", one_line(organization));
                }
                if let Some(country) = &role.country {
                    words = format!("{words} ({country})");
                }
                if !roles.contains(&words) {
                    roles.push(words);
                }
            }
            ActorLine {
                entity: entity.id,
                name: one_line(&entity.name),
                aliases: entity.aliases.iter().map(|alias| one_line(alias)).collect(),
                roles,
                relations: relations(index, entity),
                country: entity.country.clone(),
                names,
            }
        })
        .collect()
}

/// What the text says of how an entity stands to others, but for what its roles say already.
fn relations(index: &Index<'_>, entity: &Entity) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for relation in index.relations_of(entity.id) {
        let Some(object) = index.entity(relation.object) else { continue };
        let names = |words: &String| *words == object.name || object.aliases.contains(words);
        let said = |role: &Role| role.span == relation.span || role.organization.as_ref().is_some_and(names);
        if entity.roles.iter().any(said) {
            continue;
        }
        let words = match relation.kind {
            EntityRelationKind::Leads => "leads",
            EntityRelationKind::MemberOf => "member of",
            EntityRelationKind::LocatedIn => "in",
            EntityRelationKind::PartOf => "part of",
            EntityRelationKind::Spouse => "spouse of",
            EntityRelationKind::ChildOf => "child of",
            EntityRelationKind::Sibling => "sibling of",
            EntityRelationKind::Relative => "relative of",
        };
        let line = with_status(relation.status, &format!("{words} {}", one_line(&object.name)));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// "former mayor", "acting director".
fn with_status(status: Option<Tenure>, words: &str) -> String {
    status.map_or_else(|| words.to_owned(), |status| format!("{} {words}", status.as_str()))
}

/// "near Aleppo", "50 km south of Aleppo".
fn from(beside: Beside, name: &str) -> String {
    const POINTS: [&str; 8] =
        ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
    let far = beside.kilometres.map(|kilometres| format!("{kilometres:.0} km "));
    let point = beside.bearing.map(|bearing| POINTS[usize::from(bearing) * 8 / 360 % 8]);
    match (far, point) {
        (None, None) => format!("near {name}"),
        (Some(far), None) => format!("{far}from {name}"),
        (far, Some(point)) => format!("{}{point} of {name}", far.unwrap_or_default()),
    }
}

fn places(record: &Record) -> Vec<PlaceLine> {
    named(record, &[EntityKind::Place, EntityKind::Facility])
        .into_iter()
        .map(|(entity, _)| PlaceLine {
            entity: entity.id,
            name: one_line(&entity.name),
            within: entity.place.as_ref().and_then(|place| match (&place.admin1, &place.country) {
                (Some(admin1), Some(country)) if *admin1 != entity.name => {
                    Some(format!("{admin1}, {country}"))
                }
                (_, country) => country.clone(),
            }),
            coordinates: entity.place.as_ref().map(|place| (place.lat, place.lon)),
        })
        .collect()
}

/// The name of a source where the text names it, else its words.
fn source_name(record: &Record, index: &Index<'_>, source: &Source) -> String {
    let said = words(record, source.span);
    // A description stands as it is; a pronoun gives way to the description that it takes up.
    let better = |id: &EntityId| {
        index.is_named(*id) || index.is_described(*id) && PRONOUNS.contains(&said.to_lowercase().as_str())
    };
    match source.entity.filter(better).and_then(|id| index.entity(id)) {
        Some(entity) => one_line(&entity.name),
        None => said,
    }
}

/// The name of a source as it stands inside a sentence: a description that begins one of the text loses its capital.
fn in_sentence(record: &Record, source: &Source, name: String) -> String {
    let start = source.span.start;
    let first = record.mentions.partition_point(|mention| mention.span.start < start);
    let mut here =
        record.mentions[first..].iter().take_while(|mention| mention.span.start == start).peekable();
    let article = ["The ", "A ", "An "].iter().any(|article| name.starts_with(article));
    let described = (article || here.peek().is_some()) && here.all(|mention| mention.form == Form::Nominal);
    let timed = record.timexes.iter().any(|timex| timex.span.start == start);
    let mut rest = name.chars();
    match rest.next() {
        Some(capital)
            if described
                && !timed
                && name == words(record, source.span)
                && !rest.clone().next().is_some_and(char::is_uppercase) =>
        {
            capital.to_lowercase().chain(rest).collect()
        }
        _ => name,
    }
}

fn sources(record: &Record, index: &Index<'_>) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = Vec::new();
    for attribution in &record.attributions {
        let Some(source) = &attribution.source else { continue };
        // Who "they" are that say it nobody knows; what the same source thinks or wants is in what it says.
        let nobody =
            unresolved(record, index, source).is_some_and(|pronoun| !matches!(pronoun, "he" | "she"));
        if nobody || is_retold(record, index, attribution) {
            continue;
        }
        let name = source_name(record, index, source);
        let statement = statement(record, attribution);
        let known = lines
            .iter_mut()
            .find(|line| line.name == name || (line.entity.is_some() && line.entity == source.entity));
        match known {
            Some(line) => line.statements.push(statement),
            None => lines.push(SourceLine { entity: source.entity, name, statements: vec![statement] }),
        }
    }
    lines
}

/// Whether an attribution lies inside what the same source says.
fn is_retold(record: &Record, index: &Index<'_>, attribution: &Attribution) -> bool {
    let name = |a: &Attribution| a.source.as_ref().map(|source| source_name(record, index, source));
    let own = name(attribution);
    let mut within = attribution.within;
    for _ in 0..DEEPEST {
        let Some(around) = within.and_then(|id| index.attribution(id)) else { return false };
        if name(around) == own {
            return true;
        }
        within = around.within;
    }
    false
}

fn statement(record: &Record, attribution: &Attribution) -> Statement {
    let pieces: Vec<String> = attribution.content.iter().map(|span| words(record, *span)).collect();
    let cue = attribution.cue.map(|cue| words(record, cue));
    Statement {
        stance: attribution.stance,
        speech: attribution.speech,
        partly_quoted: attribution.speech == Speech::Mixed && is_half_quoted(&pieces),
        content: without_opening(&cue, &pieces.join(" … ")).to_owned(),
        cue,
    }
}

/// What is said, without the words that only tie it to what stands before.
fn without_opening<'c>(cue: &Option<String>, content: &'c str) -> &'c str {
    // "asked for: that stay" speaks of a certain stay.
    const PREPOSITIONS: [&str; 4] = [" for", " of", " about", " on"];
    if cue.as_ref().is_some_and(|cue| PREPOSITIONS.iter().any(|preposition| cue.ends_with(preposition))) {
        return content;
    }

    const OPENINGS: [&str; 3] = ["that ", "Meanwhile, ", "Also, "];
    let mut rest = content;
    while let Some(shorter) = OPENINGS.iter().find_map(|opening| rest.strip_prefix(opening)) {
        rest = shorter;
    }
    if rest.is_empty() { content } else { rest }
}

/// Whether half of the words or more stand in quotation marks.
fn is_half_quoted(pieces: &[String]) -> bool {
    let (mut words, mut quoted) = (0_usize, 0_usize);
    for piece in pieces {
        let mut open = false;
        for word in piece.split_whitespace() {
            let opens = word.starts_with(['"', '“', '«']) || word.starts_with("``");
            open |= opens;
            words += 1;
            quoted += usize::from(open);
            let end = word.trim_end_matches(|c: char| ".,;:!?".contains(c));
            if end.ends_with(['”', '»'])
                || end.ends_with("''")
                || end.ends_with('"') && (!opens || end.len() > 1)
            {
                open = false;
            }
        }
    }
    quoted * 2 >= words && quoted > 0
}

fn disputed(record: &Record, index: &Index<'_>) -> Vec<String> {
    record
        .comparisons
        .iter()
        .filter(|comparison| matches!(comparison.relation, Relation::Contradicts | Relation::Supersedes))
        .map(|comparison| {
            let title = index.event(comparison.event).map_or("", |event| event.title.as_str());
            let sides: Vec<String> = comparison
                .claims
                .iter()
                .filter_map(|id| index.claim(*id))
                .map(|claim| format!("{} ({})", claimed(index, claim), claimant(record, index, claim)))
                .collect();
            let attribute = match comparison.attribute {
                ClaimAttribute::Quantity(status) => format!("{status:?}").to_lowercase(),
                other => format!("{other:?}").to_lowercase(),
            };
            let between = if comparison.relation == Relation::Supersedes { ", then " } else { " against " };
            format!("{}, {attribute}: {}", one_line(title), sides.join(between))
        })
        .collect()
}

fn claimed(index: &Index<'_>, claim: &Claim) -> String {
    match &claim.value {
        ClaimValue::Quantity { quantity } => index.quantity(*quantity).map(|q| one_line(&q.text)),
        ClaimValue::Time { timex } => index.timex(*timex).map(|t| one_line(&t.text)),
        ClaimValue::Entity { entity } => index.entity(*entity).map(|e| one_line(&e.name)),
        ClaimValue::Occurrence { modality } => Some(format!("{modality:?}").to_lowercase()),
    }
    .unwrap_or_default()
}

fn claimant(record: &Record, index: &Index<'_>, claim: &Claim) -> String {
    claim
        .source
        .as_ref()
        .map_or_else(|| "the report itself".to_owned(), |source| source_name(record, index, source))
}

fn numbers(record: &Record, index: &Index<'_>) -> Vec<NumberLine> {
    // The attributions around a quantity, the innermost last: contents in order of the text, swept once.
    let mut contents: Vec<(Span, &Attribution)> =
        record.attributions.iter().flat_map(|a| a.content.iter().map(move |span| (*span, a))).collect();
    contents.sort_by_key(|(span, _)| (span.start, core::cmp::Reverse(span.end)));
    let mut contents = contents.into_iter().peekable();
    // What would be launched, or was never hit, is no number of the news.
    let of = |happened: bool| -> BTreeSet<QuantityId> {
        let events = record.events.iter().filter(|event| has_happened(event) == happened);
        events.flat_map(|event| event.quantities.iter().copied()).collect()
    };
    let (told, untold) = (of(true), of(false));
    let mut open: Vec<(Span, &Attribution)> = Vec::new();
    let mut lines = Vec::new();
    // The headline's number is the text's.
    let repeated: BTreeSet<QuantityId> =
        record.events.iter().flat_map(|event| repeated(index, event)).collect();
    for quantity in record.quantities.iter().filter(|quantity| !repeated.contains(&quantity.id)) {
        while let Some(content) = contents.next_if(|(span, _)| span.start <= quantity.span.start) {
            open.push(content);
        }
        open.retain(|(span, _)| span.end > quantity.span.start);
        let amount = matches!(quantity.status, Status::Money | Status::Share) && told.contains(&quantity.id);
        if amount
            || quantity.status.is_news() && (told.contains(&quantity.id) || !untold.contains(&quantity.id))
        {
            let around = open.iter().rev().find(|(span, _)| span.contains(quantity.span));
            lines.push(NumberLine {
                text: number(index, quantity),
                status: quantity.status,
                says: around
                    .and_then(|(_, a)| a.source.as_ref())
                    .map(|source| in_sentence(record, source, source_name(record, index, source))),
            });
        }
    }
    lines
}
