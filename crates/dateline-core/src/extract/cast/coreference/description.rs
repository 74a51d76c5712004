//! What a description takes up, by its words: what it stands beside, the office it names, the noun and country it shares.

use super::candidate::{Candidate, MOST_ENTITIES, frequency, recency};
use super::clue::{Clue, Sort};
use super::{MENTIONS_BACK, Resolver, SENTENCES_BACK};
use crate::extract::cast::cluster::stems;
use crate::extract::cast::mention::{Determiner, Draft};
use crate::extract::cast::role::apposition_host;
use crate::extract::cast::rules::{ActorNoun, Gender, NounSort, Number, Position};
use crate::extract::places::is_town_part;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::CountryCode;
use crate::model::{EntityKind, Form};
use crate::text::SentenceKind;

/// How many sentences, and how many earlier uses of its noun, a description looks back.
const DESCRIPTION_BACK: usize = 12;
const USES_BACK: usize = 8;

impl Resolver<'_> {
    pub(super) fn nominal(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(noun) = draft.noun else { return };
        let found =
            self.beside(k).or_else(|| self.state_body(draft)).or_else(|| self.identified(k)).or_else(|| {
                if self.is_somebody_new(draft) {
                    return None;
                }
                let referents = self.referents(k, noun);
                let named = self.named_so(draft, &referents);
                self.likeliest(k, Sort::Description, referents).entity().or(named)
            });
        match found {
            Some(cluster) => self.clusters.join(self.drafts, k, cluster),
            None => {
                let cluster = self.clusters.open(self.drafts, k);
                if let Some(key) = self.body_key(draft) {
                    self.bodies.entry(key).or_insert(cluster);
                }
            }
        }
    }

    /// The name or description that a noun is an apposition of, or that it is said of.
    fn beside(&self, k: usize) -> Option<usize> {
        let (reading, draft) = (self.reading, &self.drafts[k]);
        let parse = reading.parse;
        let head = draft.head;
        let apposition = parse.children_by(head, Dep::Appos).next();
        // The name after "the head of the security service," may hang below "service", or somewhere else.
        let comma = (reading.lower(draft.tokens.end) == "," && draft.number == Number::Singular)
            .then_some(draft.tokens.end + 1)
            .and_then(|next| self.starting.get(next).copied().flatten())
            .map(|other| self.drafts[other].head)
            .filter(|name| {
                let closed = self.drafts[self.headed[*name].unwrap_or(k)].tokens.end;
                matches!(reading.lower(closed), "," | "." | "who")
                    && parse.head(*name).is_some_and(|host| {
                        reading.dep(*name) == Some(Dep::Appos)
                            && apposition_host(reading, self.rules, host) == head
                    })
            });
        let host = match reading.dep(head)? {
            Dep::Appos => parse.head(head),
            Dep::Attr => parse
                .head(head)
                .filter(|verb| reading.lemma(*verb) == "be" && parse.child(*verb, Dep::Neg).is_none())
                .and_then(|verb| parse.child(verb, Dep::Nsubj)),
            _ => None,
        };
        // "Reuters news agency": the noun says what the name names.
        let labelled = || {
            let label = draft.number == Number::Singular
                && draft.determiner != Determiner::Indefinite
                && self.rules.name_word(reading.lemma(head), Position::Label).next().is_some();
            let mut names = (draft.tokens.start..head).filter(|i| {
                self.headed[*i].is_some_and(|other| {
                    self.drafts[other].form == Form::Name
                        && self.drafts[other].kind == EntityKind::Organization
                })
            });
            names.next_back().filter(|_| label && names.next().is_none())
        };
        let mut beside = host
            .into_iter()
            .chain(apposition)
            .chain(comma)
            .chain(labelled())
            .chain(self.place_described(draft));
        beside.find_map(|token| {
            let other = self.headed.get(token).copied().flatten()?;
            let cluster = self.clusters.of[other]?;
            let entity = &self.clusters.all[cluster];
            let fits = entity.kind == draft.kind
                || is_collective(entity.kind) && is_collective(draft.kind)
                || entity.is_country && draft.noun.is_some_and(|noun| noun.sort == NounSort::Nation);
            (other != k
                && fits
                && entity.any_gender().fits(draft.gender)
                && numbers_fit(entity.number, draft.number))
            .then_some(cluster)
        })
    }

    /// The head of the name that a noun for places goes with: "the Syrian town of Tayyibah" is Tayyibah, and so is "the Tayyibah
    /// district"; "the Arbat district of Moscow" is a part of it.
    fn place_described(&self, draft: &Draft) -> Option<usize> {
        let (reading, head) = (self.reading, draft.head);
        let is_place = |other: &&Draft| {
            other.form == Form::Name && matches!(other.kind, EntityKind::Place | EntityKind::Facility)
        };
        let place_in = |mentions: &[Option<usize>], token: usize| {
            mentions.get(token).copied().flatten().map(|other| &self.drafts[other]).filter(is_place)
        };
        let noun = reading.lower(head);
        let place_noun = self.rules.is_place_noun(noun);
        if draft.kind != EntityKind::Place
            || draft.number != Number::Singular
            || draft.determiner == Determiner::Indefinite
            || !place_noun && !is_town_part(noun)
        {
            return None;
        }
        if draft.tokens.end == head + 1 {
            let name = place_in(&self.headed, head.checked_sub(1)?)?;
            let bare = (draft.tokens.start..name.tokens.start)
                .all(|i| reading.dep(i) == Some(Dep::Det) && reading.parse.head(i) == Some(head));
            return (bare && name.tokens.end == head).then_some(name.head);
        }
        let name = place_in(&self.starting, head + 2)?;
        let same = place_noun
            && draft.determiner == Determiner::Definite
            && reading.lower(head + 1) == "of"
            && draft.tokens.end == name.tokens.end
            && (draft.tokens.start..head).all(|i| place_in(&self.headed, i).is_none());
        same.then_some(name.head)
    }

    /// "The officer, identified as Jan Novak".
    fn identified(&self, k: usize) -> Option<usize> {
        let (reading, draft) = (self.reading, &self.drafts[k]);
        let parse = reading.parse;
        let clause = parse.child(draft.head, Dep::Acl).filter(|verb| reading.tag(*verb) == Some(Tag::Vbn))?;
        let preposition = parse.child(clause, Dep::Prep).filter(|word| reading.lower(*word) == "as")?;
        let name = self.headed[parse.child(preposition, Dep::Pobj)?]?;
        let both = [draft, &self.drafts[name]];
        let fits = both.iter().all(|draft| draft.kind == EntityKind::Person)
            && both[1].form == Form::Name
            && both[0].number == Number::Singular
            && both[1].gender.fits(both[0].gender);
        self.clusters.of[name].filter(|_| fits)
    }

    /// "a man who lives nearby" is nobody of whom the text has spoken.
    fn is_somebody_new(&self, draft: &Draft) -> bool {
        is_somebody(draft)
            && self.reading.parse.children_by(draft.head, Dep::Relcl).any(|clause| clause > draft.head)
    }

    /// "Ukraine's air force" and "the Ukrainian air force".
    fn state_body(&self, draft: &Draft) -> Option<usize> {
        self.bodies.get(&self.body_key(draft)?).copied()
    }

    fn body_key(&self, draft: &Draft) -> Option<(String, CountryCode)> {
        let country = draft.country.filter(|_| draft.kind == EntityKind::Organization)?;
        if draft.determiner == Determiner::Indefinite {
            return None;
        }
        let own = (draft.tokens.start..=draft.head).filter(|i| {
            !matches!(self.reading.dep(*i), Some(Dep::Det | Dep::Poss | Dep::Case | Dep::Nummod))
                && self.headed[*i].is_none_or(|other| self.drafts[other].form != Form::Name)
        });
        Some((stems(own.map(|i| self.reading.lemma(i))), country))
    }

    /// "the foreign minister": the person with that title, of that country where it is named, last mentioned.
    fn office(&self, draft: &Draft, noun: ActorNoun) -> Option<usize> {
        if noun.sort != NounSort::Office || draft.number != Number::Singular {
            return None;
        }
        let lemma = self.reading.lemma(draft.head);
        let words: Vec<&str> = (draft.tokens.start..draft.head)
            .filter(|i| {
                matches!(self.reading.dep(*i), Some(Dep::Compound | Dep::Amod))
                    && self.headed[*i].is_none_or(|other| self.drafts[other].form != Form::Name)
            })
            .map(|i| self.reading.lower(i))
            .collect();
        let holders = self.offices.get(lemma.rsplit([' ', '-']).next()?)?;
        let mut best: Option<(usize, usize)> = None;
        for (cluster, held) in holders.iter().rev().take(USES_BACK) {
            let country = held.role.country.as_deref();
            let fits = words.iter().all(|word| held.words.contains(word))
                && draft.country.is_none_or(|code| country.is_none_or(|other| other == code.as_str()));
            let before = self.heard[*cluster].last();
            if let Some(latest) = before.filter(|_| fits)
                && best.is_none_or(|(_, other)| *latest > other)
            {
                best = Some((*cluster, *latest));
            }
        }
        best.map(|(cluster, _)| cluster)
    }

    /// The entities that a description may take up, the latest first, nothing last.
    fn referents(&self, k: usize, noun: ActorNoun) -> Vec<Candidate> {
        let draft = &self.drafts[k];
        let lemma = self.reading.lemma(draft.head);
        let office = self.office(draft, noun);
        let near = |other: &&usize| draft.sentence - self.drafts[**other].sentence <= DESCRIPTION_BACK;
        let uses = self.uses.get(lemma).map_or(&[][..], Vec::as_slice);
        let uses = uses.iter().rev().take(USES_BACK).take_while(near).filter_map(|k| self.clusters.of[*k]);
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        let recent = recent
            .take_while(|other| draft.sentence - self.drafts[**other].sentence <= SENTENCES_BACK)
            .filter_map(|k| self.clusters.of[*k]);
        let kept_from = self.kept_from(draft);
        let mut clusters: Vec<usize> = Vec::new();
        for cluster in office.into_iter().chain(uses).chain(recent) {
            if clusters.len() < MOST_ENTITIES
                && !clusters.contains(&cluster)
                && !kept_from.contains(&Some(cluster))
                && self.may_be(draft, noun, cluster)
            {
                clusters.push(cluster);
            }
        }
        clusters.sort_by_key(|cluster| core::cmp::Reverse(self.tally[*cluster].latest));
        let called = self.taken_up(draft, noun);
        let modifiers = self.modifiers(draft);
        let mut candidates = Vec::with_capacity(clusters.len() + 1);
        let mut used = false;
        for (rank, cluster) in clusters.into_iter().enumerate() {
            let latest = &self.drafts[self.tally[cluster].latest];
            let mut clues = vec![recency(rank), frequency(self.tally[cluster].mentions)];
            self.distance(k, latest.head, &mut clues);
            self.syntax(k, latest.head, &mut clues);
            self.form(k, latest, &mut clues);
            if office == Some(cluster) {
                clues.push(Clue::HoldsOffice);
            }
            if called == Some(cluster) {
                clues.push(Clue::MayBeCalled);
            }
            used |= self.words_shared(draft, cluster, &modifiers, &mut clues);
            candidates.push(Candidate { cluster: Some(cluster), thing: None, clues });
        }
        candidates.push(Candidate {
            cluster: None,
            thing: None,
            clues: self.undescribed(draft, noun, &modifiers, used),
        });
        candidates
    }

    /// Whether what a description says may be said of an entity.
    fn may_be(&self, draft: &Draft, noun: ActorNoun, cluster: usize) -> bool {
        let entity = &self.clusters.all[cluster];
        let latest = &self.drafts[self.tally[cluster].latest];
        let fits = entity.kind == draft.kind
            || is_collective(entity.kind) && is_collective(draft.kind)
            || entity.is_country && noun.sort == NounSort::Nation;
        let inside = latest.tokens.contains(&draft.head) || draft.tokens.contains(&latest.head);
        // "A gunman" may be he whom the headline spoke of, but nobody who has been named.
        let introduced = is_somebody(draft)
            && (self.tally[cluster].named
                || !self.heard[cluster].first().is_some_and(|&first| {
                    let first = &self.drafts[first];
                    self.reading.kind_at(first.head) != SentenceKind::Prose
                        || draft.tokens.len() > 2
                            && self.reading.lemma(first.head) == self.reading.lemma(draft.head)
                }));
        fits && !inside
            && !introduced
            && !self.is_of_another(draft, cluster)
            && entity.any_gender().fits(draft.gender)
            && numbers_fit(entity.number, draft.number)
            && (draft.country.is_none() || entity.country.is_none() || draft.country == entity.country)
    }

    /// Whom grammar keeps a description from: "his roommate" is not he, nobody is the object of his own verb, and "the commander
    /// and his driver" are two.
    fn kept_from(&self, draft: &Draft) -> [Option<usize>; 3] {
        let first = self.first_joined(draft.head);
        let joined = self.headed[first].filter(|_| first != draft.head);
        [self.possessor_of(draft), joined.and_then(|first| self.clusters.of[first]), self.doer_to(first)]
    }

    /// Whether a description names another place or body that an office is held in than the text says of an entity: "the mayor of
    /// Chilpancingo" is not he of Tacámbaro.
    fn is_of_another(&self, draft: &Draft, cluster: usize) -> bool {
        let reading = self.reading;
        let of = reading
            .parse
            .children_by(draft.head, Dep::Prep)
            .find(|&of| of > draft.head && matches!(reading.lower(of), "of" | "in" | "for"))
            .and_then(|of| reading.parse.child(of, Dep::Pobj))
            .and_then(|place| self.headed[place])
            .filter(|&place| self.drafts[place].form == Form::Name);
        let Some(named) = of.and_then(|place| self.clusters.of[place]) else { return false };
        let lemma = reading.lemma(draft.head);
        let held = self.offices.get(lemma).map_or(&[][..], Vec::as_slice);
        let held = held.iter().rev().take(USES_BACK);
        let bodies = held.filter(|(holder, _)| *holder == cluster).filter_map(|(_, held)| held.body);
        let mut bodies = bodies.filter(|&body| self.drafts[body].form == Form::Name);
        bodies.next().is_some_and(|first| {
            core::iter::once(first).chain(bodies).all(|body| self.clusters.of[body] != Some(named))
        })
    }

    /// "The party" is the Communist Party rather than nobody, where no other that may be meant has the noun in its name or was called so.
    fn named_so(&self, draft: &Draft, referents: &[Candidate]) -> Option<usize> {
        let plain = draft.kind == EntityKind::Organization
            && draft.determiner == Determiner::Definite
            && draft.number == Number::Singular
            && self.modifiers(draft).is_empty();
        if !plain {
            return None;
        }
        let so = |clue: &Clue| matches!(clue, Clue::HasNounInName | Clue::SameNoun);
        let mut named = referents.iter().filter(|candidate| candidate.clues.iter().any(so));
        let only = named.next()?;
        let in_name = only.clues.contains(&Clue::HasNounInName);
        only.cluster.filter(|_| in_name && named.next().is_none())
    }

    /// What the words of a description have in common with those of an entity; whether the noun is among them.
    fn words_shared(&self, draft: &Draft, cluster: usize, modifiers: &[&str], clues: &mut Vec<Clue>) -> bool {
        let reading = self.reading;
        let lemma = reading.lemma(draft.head);
        let mut earlier = self.heard[cluster].iter().rev().take(USES_BACK);
        let same = earlier
            .clone()
            .find(|m| self.drafts[**m].noun.is_some() && reading.lemma(self.drafts[**m].head) == lemma);
        if let Some(same) = same {
            let other = &self.drafts[*same];
            let theirs = self.modifiers(other);
            clues.push(Clue::SameNoun);
            clues.push(match (draft.determiner, modifiers.is_empty()) {
                (Determiner::Definite, true) => Clue::SameNounPlain,
                (Determiner::Definite, false) => Clue::SameNounDefinite,
                (Determiner::Indefinite, _) => Clue::SameNounIndefinite,
                (Determiner::Bare, _) => Clue::SameNounBare,
            });
            let more = modifiers.iter().any(|word| !theirs.contains(word));
            let fewer = theirs.iter().any(|word| !modifiers.contains(word));
            if more {
                clues.push(Clue::MoreWords);
            }
            if fewer {
                clues.push(Clue::FewerWords);
            }
            if !more && !fewer {
                clues.push(Clue::SameWords);
            }
            if let (Some(own), Some(theirs)) = (self.possessor_of(draft), self.possessor_of(other)) {
                clues.push(if own == theirs { Clue::SamePossessor } else { Clue::OtherPossessor });
            }
            return true;
        }
        let named = |m: &&usize| self.drafts[**m].form == Form::Name;
        let in_name = earlier
            .clone()
            .filter(named)
            .any(|m| self.drafts[*m].tokens.clone().any(|i| reading.lower(i) == lemma));
        if in_name {
            clues.push(Clue::HasNounInName);
        } else if earlier.any(|m| self.drafts[*m].noun.is_some()) {
            clues.push(Clue::OtherNoun);
        } else {
            clues.push(Clue::NamedOnly);
        }
        in_name
    }

    /// Whose it is: the cluster of the possessor.
    fn possessor_of(&self, draft: &Draft) -> Option<usize> {
        let owner = self.reading.parse.child(draft.head, Dep::Poss)?;
        self.clusters.of[self.headed[owner]?]
    }

    /// What speaks for a description being of somebody or something new.
    fn undescribed(&self, draft: &Draft, noun: ActorNoun, modifiers: &[&str], used: bool) -> Vec<Clue> {
        let reading = self.reading;
        let mut clues = vec![Clue::Nobody];
        let first = reading.lower(draft.tokens.start);
        clues.push(match draft.determiner {
            _ if reading.parse.child(draft.head, Dep::Poss).is_some() => Clue::NobodyPossessed,
            Determiner::Definite if matches!(first, "this" | "that" | "these" | "those") => {
                Clue::NobodyDemonstrative
            }
            Determiner::Definite => Clue::NobodyDefinite,
            Determiner::Indefinite => Clue::NobodyIndefinite,
            Determiner::Bare => Clue::NobodyBare,
        });
        if draft.number == Number::Plural {
            clues.push(Clue::NobodyPlural);
        }
        match modifiers.len() {
            0 => {}
            1 => clues.push(Clue::NobodyModified),
            _ => clues.push(Clue::NobodyLong),
        }
        if matches!(noun.sort, NounSort::Collective | NounSort::Body) {
            clues.push(Clue::NobodyCollective);
        }
        if !used {
            clues.push(Clue::NobodyFirstUse);
        }
        clues
    }

    /// The words of a phrase that tell which one is meant.
    fn modifiers(&self, draft: &Draft) -> Vec<&str> {
        (draft.tokens.start..draft.tokens.end)
            .filter(|i| {
                *i != draft.head
                    && matches!(
                        self.reading.pos(*i),
                        Some(Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Verb)
                    )
            })
            .map(|i| self.reading.lower(i))
            .collect()
    }

    /// "the country", "the company", "the man": the latest mention that may be called so.
    fn taken_up(&self, draft: &Draft, noun: ActorNoun) -> Option<usize> {
        if draft.number != Number::Singular || !self.modifiers(draft).is_empty() || draft.tokens.len() > 2 {
            return None;
        }
        let reading = self.reading;
        let lemma = reading.lemma(draft.head);
        let back = if noun.sort == NounSort::Nation { SENTENCES_BACK } else { 2 };
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        recent.take_while(|k| draft.sentence - self.drafts[**k].sentence <= back).find_map(|k| {
            let other = &self.drafts[*k];
            let mut cluster = self.clusters.of[*k]?;
            if noun.sort == NounSort::Nation && other.kind == EntityKind::Group {
                cluster = *self.countries.get(&other.country?)?;
            }
            let entity = &self.clusters.all[cluster];
            let modifies = matches!(reading.dep(other.head), Some(Dep::Compound | Dep::Nmod));
            let fits = match noun.sort {
                NounSort::Nation => entity.is_country && !modifies,
                NounSort::Area => {
                    entity.kind == EntityKind::Place
                        && !entity.is_country
                        && other.form == Form::Name
                        && (matches!(lemma, "city" | "town" | "village" | "capital")
                            || reading.words(other.tokens.clone()).to_lowercase().contains(lemma))
                }
                NounSort::Body | NounSort::Collective => {
                    entity.kind == EntityKind::Organization
                        && other.form == Form::Name
                        && other.stands_for.is_none()
                        && matches!(noun.sort, NounSort::Body)
                }
                NounSort::People => {
                    entity.kind == EntityKind::Person
                        && entity.number == Number::Singular
                        && (draft.gender != Gender::Unknown
                            || matches!(lemma, "old" | "suspect" | "victim" | "defendant"))
                        && entity.any_gender().fits(draft.gender)
                        && other.sentence != draft.sentence
                }
                _ => false,
            };
            fits.then_some(cluster)
        })
    }
}

/// Whether a description brings somebody in: "a gunman".
fn is_somebody(draft: &Draft) -> bool {
    draft.kind == EntityKind::Person
        && draft.determiner == Determiner::Indefinite
        && draft.number == Number::Singular
}

fn is_collective(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Group)
}

fn numbers_fit(a: Number, b: Number) -> bool {
    a == b || a == Number::Unknown || b == Number::Unknown
}
