//! The grammatical slots of a trigger and what fills them, read off the tree: voices, relative clauses, control,
//! conjunctions, nominalizations and light verbs all come to the same slots.

use super::rules::{EventRules, LightSort, WordSet};
use super::trigger::has_to;
use crate::extract::Reading;
use crate::extract::voice::is_passive;
use crate::language::{Dep, Pos, Tag};

/// A clause's subject is looked for this far above its verb; deeper trees are parser noise.
const HIGHEST: usize = 6;

/// So many children of a word are looked at: a real clause has fewer, and time stays linear.
const MOST_CHILDREN: usize = 40;

/// So many conjuncts fill one slot.
const MOST_CONJUNCTS: usize = 12;

/// The fillers of a trigger's slots, by the slot's name.
pub(super) type Slots<'r> = Vec<(&'r str, usize)>;

/// The children of a token, to a bound.
pub(super) fn children<'r>(reading: &'r Reading<'_>, token: usize) -> impl Iterator<Item = usize> + 'r {
    reading.parse.children(token).iter().take(MOST_CHILDREN).map(|&child| child as usize)
}

/// The first child of a token that hangs by the relation, to a bound.
pub(super) fn child(reading: &Reading<'_>, token: usize, dep: Dep) -> Option<usize> {
    children(reading, token).find(|&child| reading.dep(child) == Some(dep))
}

/// The grammatical subject of a verb, its own or that of the clause that it depends on.
pub(super) fn subject(reading: &Reading<'_>, rules: &EventRules, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..HIGHEST {
        let own = own_subject(reading, at);
        if let Some(own) = own {
            let noun = resolve_relative(reading, own, at)?;
            // "Who" is no deed.
            let meant = || match reading.lower(own) {
                "who" => who_is_in(reading, rules, noun),
                _ => deed_on(reading, rules, noun, at),
            };
            return Some(if noun == own { noun } else { meant().unwrap_or(noun) });
        }
        let above = reading.parse.head(at)?;
        match reading.dep(at)? {
            // "used tear gas to disperse them and arrested twelve"
            Dep::Conj if reading.tag(at) == Some(Tag::Vbd) && has_to(reading, above) => {
                at = reading.parse.head(above)?;
                continue;
            }
            Dep::Conj if reading.parse.is_verb(above) => {
                // "said the attack was illegal and urged the army to stop": so did he who said it.
                if let Some(speaker) = addresses(reading, rules, at, above) {
                    at = speaker;
                    continue;
                }
            }
            Dep::Xcomp => {
                let means = rules.in_set(WordSet::Means, reading.lemma(above));
                if let Some(object) = controller(reading, above, at).filter(|_| !means) {
                    return Some(object);
                }
            }
            Dep::Advcl if has_no_subject_form(reading, at) => {}
            Dep::Acomp => {}
            Dep::Ccomp if reading.tag(at) == Some(Tag::Vbg) => {}
            Dep::Pcomp => match behind_preposition(reading, rules, above)? {
                Controller::Noun(noun) => return Some(noun),
                Controller::SubjectOf(governor) => {
                    at = governor;
                    continue;
                }
            },
            Dep::Acl => return modified(reading, rules, at, above),
            Dep::Relcl => return Some(above),
            Dep::Amod => return None,
            _ => return None,
        }
        at = above;
    }
    None
}

/// Who does what a participle behind a preposition says.
enum Controller {
    Noun(usize),
    SubjectOf(usize),
}

/// Who acts in the clause that a preposition leads in: the object of verbs that stop or blame somebody ("stopped the army
/// from attacking"), else the subject of the verb. A noun acts by its owner alone: a medal for shooting shoots nobody.
fn behind_preposition(reading: &Reading<'_>, rules: &EventRules, preposition: usize) -> Option<Controller> {
    let word = reading.lower(preposition);
    let governor = reading.parse.head(preposition)?;
    if rules.in_set(WordSet::Detached, word) {
        return None;
    }
    if !reading.parse.is_verb(governor) {
        let owner =
            child(reading, governor, Dep::Poss).filter(|_| reading.dep(preposition) != Some(Dep::Agent));
        return owner.map(Controller::Noun);
    }
    if controls_object(reading, rules, governor, preposition) {
        let object = child(reading, governor, Dep::Dobj);
        return Some(object.map_or(Controller::SubjectOf(governor), Controller::Noun));
    }
    // "was killed by drowning", but "was arrested after shooting a guard"
    (!is_passive(reading, governor) || rules.in_set(WordSet::Bounding, word))
        .then_some(Controller::SubjectOf(governor))
}

/// Whether a verb with its preposition says what its object has done or is kept from: "accused the guard of ramming".
pub(super) fn controls_object(
    reading: &Reading<'_>,
    rules: &EventRules,
    verb: usize,
    preposition: usize,
) -> bool {
    rules.in_set(WordSet::Control, reading.lower(preposition))
        && rules.in_set(WordSet::Controlling, reading.lemma(verb))
}

/// Who acts in a clause that modifies a noun: the noun itself before a participle, its owner before an infinitive.
fn modified(reading: &Reading<'_>, rules: &EventRules, verb: usize, noun: usize) -> Option<usize> {
    match reading.tag(verb) {
        // "videos of the mayor insulting farmers": which of the nouns acts, the tree does not tell.
        Some(Tag::Vbg) => {
            (is_beside(reading, noun, verb) || is_counter(reading, rules, noun)).then_some(noun)
        }
        Some(Tag::Vbn) => one_of_those(reading, noun).or(Some(noun)),
        // "their plan to attack", "launched a plan to attack"
        _ => child(reading, noun, Dep::Poss).or_else(|| {
            let verb = reading.parse.head(noun)?;
            (reading.dep(noun) == Some(Dep::Dobj)).then(|| relative_subject(reading, verb)).flatten()
        }),
    }
}

/// Who is said to be "among those" of whom a participle tells: "A doctor was among those killed".
fn one_of_those(reading: &Reading<'_>, those: usize) -> Option<usize> {
    let among = reading.parse.head(those).filter(|_| reading.lower(those) == "those")?;
    let verb = reading.parse.head(among).filter(|_| reading.lower(among) == "among")?;
    let is = reading.parse.is_verb(verb) && reading.lemma(verb) == "be";
    let one = || own_subject(reading, verb).or_else(|| child(reading, verb, Dep::Attr));
    is.then(one).flatten().filter(|&one| reading.parse.is_noun(one))
}

/// Whether the clause of a verb begins right behind a noun, with no comma and no phrase between.
pub(super) fn is_beside(reading: &Reading<'_>, noun: usize, verb: usize) -> bool {
    reading.parse.subtree(verb).start == noun + 1
}

/// The subject that hangs on a verb itself: of several, which is parser noise, the one closest before it.
pub(super) fn own_subject(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let is_subject = |&child: &usize| {
        matches!(reading.dep(child), Some(Dep::Nsubj | Dep::Nsubjpass)) && reading.lower(child) != "n't"
            || reading.dep(child) == Some(Dep::Csubj) && is_gerund(reading, child)
    };
    let before = children(reading, verb).take_while(|&child| child < verb).filter(is_subject).last();
    before.or_else(|| children(reading, verb).find(is_subject))
}

/// Whether a participle stands as a noun: "the shelling of the town", "shelling killed three people".
pub(super) fn is_gerund(reading: &Reading<'_>, token: usize) -> bool {
    reading.tag(token) == Some(Tag::Vbg)
        && matches!(
            reading.dep(token),
            Some(
                Dep::Csubj
                    | Dep::Nsubj
                    | Dep::Nsubjpass
                    | Dep::Dobj
                    | Dep::Pobj
                    | Dep::Attr
                    | Dep::Conj
                    | Dep::Pcomp
            )
        )
        && !children(reading, token).any(|c| {
            matches!(
                reading.dep(c),
                Some(Dep::Dobj | Dep::Aux | Dep::Nsubj | Dep::Ccomp | Dep::Xcomp | Dep::Prt)
            )
        })
        && match (reading.dep(token), reading.parse.head(token)) {
            (Some(Dep::Conj), Some(first)) => reading.parse.is_noun(first),
            (Some(Dep::Pcomp), Some(by)) => reading.dep(by) == Some(Dep::Agent),
            _ => true,
        }
}

/// Whether what hangs on a verb as its object is one. Behind a single comma it is an aside: "hit at dawn, 40 miles away".
pub(super) fn is_object(reading: &Reading<'_>, verb: usize, object: usize) -> bool {
    let start = reading.parse.subtree(object).start;
    start <= verb + 1
        || reading.word(start - 1) != ","
        || (verb + 1..start).filter(|&token| reading.word(token) == ",").count() != 1
}

fn relative_subject(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    resolve_relative(reading, own_subject(reading, verb)?, verb)
}

/// Participles and infinitives, which share the subject of the clause around them.
fn has_no_subject_form(reading: &Reading<'_>, verb: usize) -> bool {
    matches!(reading.tag(verb), Some(Tag::Vbg | Tag::Vbn | Tag::Vb))
}

/// The object of the verb above that does what the infinitive says: "urged Kyiv to attack".
/// The verb of saying that a verb is joined to rather than to what is said, where it tells what the speaker asks of somebody.
fn addresses(reading: &Reading<'_>, rules: &EventRules, verb: usize, first: usize) -> Option<usize> {
    let speech = |token: usize| rules.in_set(WordSet::Addressing, reading.lemma(token));
    let says = reading.parse.head(first).filter(|_| reading.dep(first) == Some(Dep::Ccomp))?;
    let past = |token: usize| reading.tag(token) == Some(Tag::Vbd);
    (speech(verb) && !speech(first) && past(says) && says < first && own_subject(reading, verb).is_none())
        .then_some(says)
}

fn controller(reading: &Reading<'_>, above: usize, verb: usize) -> Option<usize> {
    let object = children(reading, above)
        .filter(|&child| child < verb)
        .find(|&child| matches!(reading.dep(child), Some(Dep::Dobj | Dep::Dative)));
    let preposition = || {
        let preposition = children(reading, above).filter(|&child| child < verb).find(|&child| {
            reading.dep(child) == Some(Dep::Prep) && matches!(reading.lower(child), "on" | "upon" | "to")
        })?;
        child(reading, preposition, Dep::Pobj)
    };
    match object {
        Some(dative) if reading.dep(dative) == Some(Dep::Dative) && reading.pos(dative) == Some(Pos::Adp) => {
            child(reading, dative, Dep::Pobj)
        }
        Some(object) => Some(object),
        None => preposition(),
    }
}

/// The deed that something stands behind, where a relative clause says what was left behind: no hotel kills in "the attack on a
/// hotel that killed 21 people", nor a town in "the attack on a market in Kano, which killed 12".
fn deed_on(reading: &Reading<'_>, rules: &EventRules, noun: usize, verb: usize) -> Option<usize> {
    if rules.light(reading.lemma(verb), |_| true, true) != Some(LightSort::Occur) {
        return None;
    }
    let is = |token: usize, class: &str| rules.classes_of(reading.lemma(token)) & rules.class(class) != 0;
    let mut at = noun;
    for _ in 0..2 {
        let preposition = reading.parse.head(at).filter(|_| reading.dep(at) == Some(Dep::Pobj))?;
        let inert = at != noun && !["person", "force", "group"].iter().any(|class| is(at, class))
            || ["facility", "vehicle", "military", "territory"].iter().any(|class| is(at, class))
            || reading.pos(at) == Some(Pos::Propn)
                && reading.lower(preposition) != "of"
                && rules.in_set(WordSet::Locative, reading.lower(preposition));
        if !inert || reading.dep(preposition) != Some(Dep::Prep) {
            return None;
        }
        let above = reading.parse.head(preposition).filter(|&above| reading.parse.is_noun(above))?;
        if is(above, "event") {
            return Some(above);
        }
        at = above;
    }
    None
}

/// Who is in a vehicle that no "who" stands for: "suspects in two cars who shot at each other".
fn who_is_in(reading: &Reading<'_>, rules: &EventRules, noun: usize) -> Option<usize> {
    let vehicle = rules.classes_of(reading.lemma(noun)) & rules.class("vehicle") != 0;
    let preposition = reading.parse.head(noun).filter(|_| vehicle && reading.dep(noun) == Some(Dep::Pobj))?;
    let inside = matches!(reading.lower(preposition), "in" | "on" | "aboard" | "inside");
    reading.parse.head(preposition).filter(|&who| inside && reading.parse.is_noun(who))
}

/// The noun that a relative pronoun stands for; anything else is itself.
fn resolve_relative(reading: &Reading<'_>, token: usize, verb: usize) -> Option<usize> {
    if matches!(reading.tag(token), Some(Tag::Wdt | Tag::Wp)) || is_relative_that(reading, token) {
        let mut at = verb;
        for _ in 0..HIGHEST {
            let above = reading.parse.head(at)?;
            if reading.dep(at) == Some(Dep::Relcl) {
                return Some(above);
            }
            at = above;
        }
        return None;
    }
    (reading.tag(token) != Some(Tag::Ex)).then_some(token)
}

fn is_relative_that(reading: &Reading<'_>, token: usize) -> bool {
    reading.lower(token) == "that" && matches!(reading.tag(token), Some(Tag::Wdt | Tag::In))
}

/// What a verb acts on: its object, the subject of its passive, or what its participle or relative clause modifies.
pub(super) fn object(reading: &Reading<'_>, rules: &EventRules, verb: usize, passive: bool) -> Option<usize> {
    if passive {
        return subject(reading, rules, verb);
    }
    if let Some(object) = child(reading, verb, Dep::Dobj).filter(|&object| is_object(reading, verb, object)) {
        return resolve_relative(reading, object, verb);
    }
    // "injured or killed 40"
    let shared = children(reading, verb)
        .find(|&child| reading.dep(child) == Some(Dep::Conj) && reading.parse.is_verb(child))
        .filter(|&next| own_subject(reading, next).is_none())
        .and_then(|next| child(reading, next, Dep::Dobj));
    let apart = |object: usize| {
        let next = reading.parse.head(object).unwrap_or(verb);
        !(verb..next).any(|token| reading.word(token) == ",")
    };
    if let Some(shared) = shared.filter(|&shared| apart(shared)) {
        return resolve_relative(reading, shared, verb);
    }
    // "the drones Russia launched"
    if reading.dep(verb) == Some(Dep::Relcl) {
        let above = reading.parse.head(verb)?;
        let own = child(reading, verb, Dep::Nsubj)?;
        let has_complement =
            children(reading, verb).any(|c| matches!(reading.dep(c), Some(Dep::Ccomp | Dep::Xcomp)));
        // "a gun, where he shot at them": the place is not shot.
        let adverb = children(reading, verb)
            .any(|c| c < verb && (reading.tag(c) == Some(Tag::Wrb) || reading.dep(c) == Some(Dep::Mark)));
        let is_pronoun = adverb || matches!(reading.tag(own), Some(Tag::Wdt | Tag::Wp | Tag::WpS));
        return (!is_pronoun && !has_complement).then_some(above);
    }
    None
}

/// A token and what is coordinated with it, in order.
pub(super) fn conjuncts(reading: &Reading<'_>, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    let mut at = token;
    while all.len() < MOST_CONJUNCTS
        && let Some(next) = children(reading, at)
            .find(|&c| c > at && reading.dep(c) == Some(Dep::Conj) && is_nominal(reading, c))
    {
        all.push(next);
        at = next;
    }
    all
}

fn is_nominal(reading: &Reading<'_>, token: usize) -> bool {
    matches!(reading.pos(token), Some(Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Adj))
}

/// What a noun that only counts stands for: the drones of "the biggest number of drones".
pub(super) fn counted(reading: &Reading<'_>, rules: &EventRules, token: usize) -> usize {
    let mut at = token;
    for _ in 0..2 {
        if !is_counter(reading, rules, at) {
            break;
        }
        let leads_on = |c: usize| match reading.lower(c) {
            "of" => Some(c),
            "out" => children(reading, c).find(|&c| reading.lower(c) == "of"),
            _ => None,
        };
        // "52 out of 80 drones": the tree may hang "out" on the verb.
        let own = children(reading, at).filter(|&c| c > at).find_map(leads_on);
        let beside = || {
            let next = at + 1;
            (reading.dep(next) == Some(Dep::Prep) && reading.parse.head(next) == reading.parse.head(at))
                .then(|| leads_on(next).filter(|&of| of != next))
                .flatten()
        };
        let Some(of) = own.or_else(beside) else { break };
        let Some(below) = child(reading, of, Dep::Pobj) else { break };
        at = below;
    }
    at
}

/// Whose part of the body a noun names: what strikes "the back of his head" strikes him.
fn whose_limb(reading: &Reading<'_>, rules: &EventRules, token: usize) -> Option<usize> {
    let is_limb = |&token: &usize| rules.classes_of(reading.lemma(token)) & rules.class("limb") != 0;
    let limb = Some(token).filter(is_limb)?;
    child(reading, limb, Dep::Poss).or_else(|| {
        let of = children(reading, limb).find(|&c| c > limb && reading.lower(c) == "of")?;
        child(reading, child(reading, of, Dep::Pobj).filter(is_limb)?, Dep::Poss)
    })
}

/// Whether a word only counts: a number, "dozens".
pub(super) fn is_counter(reading: &Reading<'_>, rules: &EventRules, token: usize) -> bool {
    let classes = rules.classes_of(reading.lower(token)) | rules.classes_of(reading.lemma(token));
    classes & rules.class("partitive") != 0 || reading.pos(token) == Some(Pos::Num)
}

/// Who was found, or left, as a participle says, though the tree may have him act: "found two men shot", "was found stabbed to death",
/// "left two of them injured".
fn found_so(reading: &Reading<'_>, rules: &EventRules, verb: usize) -> Option<usize> {
    let finder = reading.parse.head(verb)?;
    let bare = matches!(reading.tag(verb), Some(Tag::Vbd | Tag::Vbn))
        && !children(reading, verb)
            .any(|c| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass | Dep::Dobj | Dep::Mark)));
    let named = reading.dep(verb) == Some(Dep::Oprd) && reading.tag(verb) == Some(Tag::Vbn);
    if !bare || finder > verb || !named && !rules.in_set(WordSet::Found, reading.lemma(finder)) {
        return None;
    }
    match reading.dep(verb)? {
        Dep::Ccomp => own_subject(reading, verb),
        Dep::Oprd | Dep::Xcomp if is_passive(reading, finder) => subject(reading, rules, finder),
        Dep::Oprd | Dep::Xcomp => child(reading, finder, Dep::Dobj),
        _ => None,
    }
}

/// The slots of a verb.
pub(super) fn verb_slots<'r>(reading: &'r Reading<'_>, rules: &EventRules, verb: usize) -> Slots<'r> {
    let mut slots = Slots::new();
    let found = found_so(reading, rules, verb);
    let passive = found.is_some() || is_passive(reading, verb);
    let mut fill = |slot: &'r str, head: usize| {
        for filler in conjuncts(reading, head) {
            let filler = counted(reading, rules, filler);
            let owner = (slot == "obj").then(|| whose_limb(reading, rules, filler)).flatten();
            slots.push((slot, owner.unwrap_or(filler)));
        }
    };
    if !passive && let Some(subject) = subject(reading, rules, verb) {
        fill("subj", subject);
    }
    let object = found.or_else(|| object(reading, rules, verb, passive));
    if let Some(object) = object {
        fill("obj", object);
    }
    for child_of in children(reading, verb) {
        match reading.dep(child_of) {
            Some(Dep::Agent) => {
                let clause = child(reading, child_of, Dep::Pcomp);
                // "struck by what may have been a stray bullet"
                let called =
                    |clause| child(reading, clause, Dep::Attr).or_else(|| child(reading, clause, Dep::Oprd));
                let agent =
                    child(reading, child_of, Dep::Pobj).or_else(|| clause.and_then(called)).or(clause);
                if let Some(agent) = agent {
                    fill(if passive { "subj" } else { "by" }, agent);
                    fill("by", agent);
                }
            }
            // "Following a crash"
            Some(Dep::Prep | Dep::Dative)
                if reading.pos(child_of) == Some(Pos::Adp) || reading.tag(child_of) == Some(Tag::Vbg) =>
            {
                if let Some(object) = child(reading, child_of, Dep::Pobj) {
                    fill(reading.lower(child_of), object);
                }
            }
            Some(Dep::Dative) => fill("iobj", child_of),
            Some(Dep::Oprd) => fill("oprd", child_of),
            // "“We changed them,” he insisted": words before the verb are spoken, and no object of a demand.
            Some(Dep::Ccomp | Dep::Xcomp) if child_of > verb => fill("comp", child_of),
            // "gathered to denounce the ruling"
            Some(Dep::Advcl) if has_to(reading, child_of) => fill("purpose", child_of),
            Some(Dep::Advmod) => fill("adv", child_of),
            Some(Dep::Prt) => fill("prt", child_of),
            _ => {}
        }
    }
    // "treated and released"
    if reading.dep(verb) == Some(Dep::Conj)
        && let Some(first) = reading.parse.head(verb).filter(|&first| reading.parse.is_verb(first))
    {
        slots.push(("after_verb", first));
    }
    if let Some(object) = object.filter(|_| !passive) {
        attached(reading, rules, object, &mut slots);
    }
    slots
}

/// Prepositional phrases that the tree hangs on the object, where they say against whom or with what.
fn attached<'r>(reading: &'r Reading<'_>, rules: &EventRules, object: usize, slots: &mut Slots<'r>) {
    for preposition in children(reading, object).filter(|&c| c > object) {
        let word = reading.lower(preposition);
        // What the object is of says which it is: "a medal of honor".
        if word == "of" {
            slots.extend(child(reading, preposition, Dep::Pobj).map(|filler| ("obj_of", filler)));
        }
        if reading.dep(preposition) == Some(Dep::Prep)
            && !matches!(word, "of" | "in" | "for" | "between" | "from" | "by")
            && let Some(filler) = child(reading, preposition, Dep::Pobj)
        {
            for filler in conjuncts(reading, filler) {
                slots.push((word, counted(reading, rules, filler)));
            }
        }
    }
}

/// The verb that an event noun is the object or the subject of, if that verb says no more than that it happens.
pub(super) fn light_verb(
    reading: &Reading<'_>,
    rules: &EventRules,
    noun: usize,
) -> Option<(usize, LightSort)> {
    let first = first_conjunct(reading, noun);
    let (verb, acted_on) = match (reading.dep(first)?, reading.parse.head(first)?) {
        (Dep::Dobj | Dep::Nsubjpass, verb) => (verb, true),
        (Dep::Nsubj | Dep::Csubj, verb) => (verb, false),
        (Dep::Attr, verb) if reading.lemma(verb) == "be" => (verb, false),
        // "take part in talks", "come under attack"
        (Dep::Pobj, preposition) => (reading.parse.head(preposition)?, true),
        _ => return None,
    };
    if !reading.parse.is_verb(verb) || matches!(reading.dep(verb), Some(Dep::Aux | Dep::Auxpass)) {
        return None;
    }
    // "Called the agreement a miracle" tells of none.
    if acted_on && child(reading, verb, Dep::Oprd).is_some_and(|named| reading.parse.is_noun(named)) {
        return None;
    }
    if reading.dep(first) == Some(Dep::Pobj) {
        return None;
    }
    // "There was an attack", "the attack was on Monday", but not "the attack was cruel".
    if reading.lemma(verb) == "be"
        && children(reading, verb).any(|c| {
            matches!(reading.dep(c), Some(Dep::Acomp | Dep::Attr | Dep::Ccomp | Dep::Xcomp)) && c != first
        })
    {
        return None;
    }
    let below = |word: &str| {
        children(reading, verb).any(|c| {
            reading.lower(c) == word
                && matches!(reading.dep(c), Some(Dep::Prt | Dep::Prep | Dep::Dobj | Dep::Advmod))
        })
    };
    rules.light(reading.lemma(verb), below, !acted_on).map(|sort| (verb, sort))
}

/// The first of the nouns that a noun is coordinated with.
pub(super) fn first_conjunct(reading: &Reading<'_>, noun: usize) -> usize {
    let mut at = noun;
    for _ in 0..HIGHEST {
        match reading.parse.head(at) {
            Some(above) if reading.dep(at) == Some(Dep::Conj) && reading.parse.is_noun(above) => at = above,
            _ => break,
        }
    }
    at
}

/// The slots of an event noun.
pub(super) fn noun_slots<'r>(reading: &'r Reading<'_>, rules: &EventRules, noun: usize) -> Slots<'r> {
    let mut slots = Slots::new();
    phrase_slots(reading, rules, noun, &mut slots);
    if reading.tag(noun) == Some(Tag::Nns) {
        slots.push(("plural", noun));
    }
    // "57 percent of the vote"
    let part = reading
        .parse
        .head(noun)
        .filter(|&of| reading.dep(noun) == Some(Dep::Pobj) && reading.lower(of) == "of");
    slots.extend(part.and_then(|of| reading.parse.head(of)).map(|part| ("part", part)));
    slots.extend(bearer(reading, rules, noun).map(|bearer| ("bearer", bearer)));
    let first = first_conjunct(reading, noun);
    if first != noun {
        // "Russian missile and drone strikes": what stands before the first is of all.
        for owner in children(reading, first).filter(|&c| c < first) {
            if matches!(reading.dep(owner), Some(Dep::Poss)) {
                slots.push(("poss", owner));
            }
        }
    }
    if let Some((verb, sort)) = light_verb(reading, rules, noun) {
        slots.push(("light", verb));
        let passive = is_passive(reading, verb);
        match sort {
            LightSort::Actor if !passive => {
                if let Some(subject) = subject(reading, rules, verb) {
                    for filler in conjuncts(reading, subject) {
                        slots.push(("subj", counted(reading, rules, filler)));
                    }
                }
            }
            LightSort::Undergoer => {
                let sufferer = if passive { None } else { subject(reading, rules, verb) };
                slots.extend(sufferer.map(|token| ("of", token)));
            }
            _ => {}
        }
        for preposition in children(reading, verb) {
            if matches!(reading.dep(preposition), Some(Dep::Prep | Dep::Agent | Dep::Dative))
                && let Some(filler) = child(reading, preposition, Dep::Pobj)
            {
                let slot = if reading.dep(preposition) == Some(Dep::Agent) {
                    "by"
                } else {
                    reading.lower(preposition)
                };
                for filler in conjuncts(reading, filler) {
                    slots.push((slot, counted(reading, rules, filler)));
                }
            }
        }
    } else if let Some(verb) = reading.parse.head(first)
        && matches!(reading.dep(first), Some(Dep::Dobj | Dep::Nsubjpass))
        && reading.parse.is_verb(verb)
    {
        slots.push(("governor", verb));
    }
    slots
}

/// Who is said to have what a noun names: "a man with a gunshot wound", "found him with stab wounds".
fn bearer(reading: &Reading<'_>, rules: &EventRules, noun: usize) -> Option<usize> {
    let (_, above) = led_in_by_with(reading, noun)?;
    if !reading.parse.is_verb(above) {
        return reading.parse.is_noun(above).then(|| counted(reading, rules, above));
    }
    let object = child(reading, above, Dep::Dobj).or_else(|| child(reading, above, Dep::Nsubjpass));
    object.or_else(|| subject(reading, rules, above)).map(|object| counted(reading, rules, object))
}

/// The "with" that leads in a noun, and the word that it hangs on.
pub(super) fn led_in_by_with(reading: &Reading<'_>, noun: usize) -> Option<(usize, usize)> {
    let with = reading.parse.head(first_conjunct(reading, noun))?;
    (reading.lower(with) == "with").then(|| Some((with, reading.parse.head(with)?)))?
}

/// Owners, modifiers and prepositional phrases of a noun.
fn phrase_slots<'r>(reading: &'r Reading<'_>, rules: &EventRules, noun: usize, slots: &mut Slots<'r>) {
    for child_of in children(reading, noun) {
        match reading.dep(child_of) {
            Some(Dep::Poss) => slots.extend(conjuncts(reading, child_of).into_iter().map(|c| ("poss", c))),
            Some(Dep::Amod | Dep::Compound | Dep::Nmod) => {
                slots.push(("mod", child_of));
                // "U.S.-led", "Russian drone strikes": what stands before a modifier.
                let before = |&part: &usize| {
                    matches!(reading.dep(part), Some(Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Npadvmod))
                };
                slots.extend(children(reading, child_of).filter(before).map(|part| ("mod", part)));
            }
            Some(Dep::Prep | Dep::Agent) => {
                if let Some(object) = child(reading, child_of, Dep::Pobj) {
                    let slot = if reading.dep(child_of) == Some(Dep::Agent) {
                        "by"
                    } else {
                        reading.lower(child_of)
                    };
                    for filler in conjuncts(reading, object) {
                        slots.push((slot, counted(reading, rules, filler)));
                    }
                }
            }
            _ => {}
        }
    }
}

/// The slots of an adjective: the one of whom it is said.
pub(super) fn adjective_slots<'r>(
    reading: &'r Reading<'_>,
    rules: &EventRules,
    adjective: usize,
) -> Slots<'r> {
    let own = child(reading, adjective, Dep::Nsubj);
    let said_of = own.or_else(|| {
        let verb = reading.parse.head(adjective)?;
        match reading.dep(adjective)? {
            Dep::Acomp | Dep::Attr => subject(reading, rules, verb),
            Dep::Oprd => child(reading, verb, Dep::Dobj).or_else(|| subject(reading, rules, verb)),
            Dep::Conj => subject(reading, rules, reading.parse.head(verb)?),
            _ => None,
        }
    });
    // "Left two dead and five injured": each is said of those right before it.
    let said_before = said_of.filter(|_| reading.dep(adjective) == Some(Dep::Oprd)).and_then(|_| {
        let verb = reading.parse.head(adjective)?;
        children(reading, verb)
            .take_while(|&c| c < adjective)
            .filter(|&c| reading.dep(c) == Some(Dep::Oprd))
            .last()
    });
    let oprd = reading.dep(adjective) == Some(Dep::Oprd);
    let here =
        move |token: &usize| !oprd || *token < adjective && said_before.is_none_or(|other| other < *token);
    let mut slots = Slots::new();
    for token in said_of.into_iter().flat_map(|token| conjuncts(reading, token)).filter(here) {
        slots.push(("subj", counted(reading, rules, token)));
    }
    // "willing to withdraw"
    slots.extend(child(reading, adjective, Dep::Xcomp).map(|clause| ("comp", clause)));
    slots
}
