//! How prominent earlier mentions are from where a pronoun stands.

use super::{MENTIONS_BACK, Resolver, SENTENCES_BACK};
use crate::extract::cast::mention::Draft;
use crate::extract::cast::rules::{Gender, Number, Usage};
use crate::language::Dep;
use crate::model::{EntityKind, Form};

/// How many nouns for other things a pronoun looks back, and what one counts beside an actor, in hundredths.
const THINGS_BACK: usize = 24;
const RIVAL_SHARE: i32 = 80;

impl Resolver<'_> {
    /// The most salient entity that agrees with a pronoun.
    pub(super) fn salient(&self, k: usize) -> Option<usize> {
        let draft = &self.drafts[k];
        let mut sums: Vec<(usize, i32)> = Vec::new();
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        for other in
            recent.take_while(|other| draft.sentence - self.drafts[**other].sentence <= SENTENCES_BACK)
        {
            let Some(cluster) = self.clusters.of[*other] else { continue };
            let agreement = self.agreement(draft, cluster);
            let mention = &self.drafts[*other];
            if agreement == 0 || self.is_bound(k, *other) || self.is_adjective(mention) {
                continue;
            }
            let salience = self.prominence(draft, mention.head, mention.form) * agreement / 10;
            match sums.iter_mut().find(|(known, _)| *known == cluster) {
                // Further mentions add less: who is named twice in a breath is no twice as likely.
                Some((_, sum)) => *sum += salience / 3,
                None => sums.push((cluster, salience)),
            }
        }
        let rival = self.rival(draft);
        sums.iter()
            .filter(|(_, sum)| *sum >= rival)
            .fold(None, |best: Option<(usize, i32)>, (cluster, sum)| match best {
                Some((_, highest)) if highest >= *sum => best,
                _ => Some((*cluster, *sum)),
            })
            .map(|(cluster, _)| cluster)
            .or_else(|| self.cataphor(k))
    }

    /// "Turkish" in "the Turkish minister", which no pronoun takes up.
    fn is_adjective(&self, mention: &Draft) -> bool {
        mention.kind == EntityKind::Group
            && mention.form == Form::Name
            && matches!(self.reading.dep(mention.head), Some(Dep::Amod | Dep::Compound | Dep::Nmod))
    }

    /// How prominent the nouns are that refer to no actor or place, but may be what "it" or "they" takes up: "the raid".
    fn rival(&self, draft: &Draft) -> i32 {
        let Some(pronoun) = draft.pronoun else { return 0 };
        let things = match (pronoun.neuter, pronoun.number) {
            (true, _) => &self.things[0],
            (_, Number::Plural) => &self.things[1],
            _ => return 0,
        };
        let end = things.partition_point(|thing| *thing < draft.head);
        let prominent = things[end.saturating_sub(THINGS_BACK)..end].iter().filter_map(|thing| {
            let near = draft.sentence - self.reading.sentence_of(*thing) <= 1;
            let same_verb = pronoun.usage != Usage::Possessive
                && self.reading.parse.head(*thing) == self.reading.parse.head(draft.head);
            (near && !same_verb).then(|| self.prominence(draft, *thing, Form::Nominal))
        });
        prominent.max().unwrap_or(0) * RIVAL_SHARE / 100
    }

    /// How well an entity agrees with a pronoun, in tenths; 0 where it can't be meant.
    pub(super) fn agreement(&self, draft: &Draft, cluster: usize) -> i32 {
        let Some(pronoun) = draft.pronoun else { return 0 };
        let entity = &self.clusters.all[cluster];
        let plural = entity.number == Number::Plural;
        if pronoun.neuter {
            return match entity.kind {
                EntityKind::Organization
                | EntityKind::Product
                | EntityKind::Facility
                | EntityKind::Occasion
                    if !plural =>
                {
                    10
                }
                EntityKind::Place if entity.is_country => 10,
                EntityKind::Place if !plural => 6,
                EntityKind::Work | EntityKind::Law => 6,
                _ => 0,
            };
        }
        if pronoun.number == Number::Plural {
            return match entity.kind {
                EntityKind::Person if plural => 10,
                EntityKind::Group => 6,
                EntityKind::Organization if plural => 10,
                EntityKind::Organization => 5,
                EntityKind::Product | EntityKind::Facility | EntityKind::Place if plural => 7,
                EntityKind::Place if entity.is_country => 2,
                _ => 0,
            };
        }
        match entity.kind {
            EntityKind::Person if !plural && entity.gender == pronoun.gender => 10,
            EntityKind::Person if !plural && entity.gender == Gender::Unknown => 9,
            _ => 0,
        }
    }

    /// Whether grammar keeps a pronoun from referring to a mention: one inside the other, or both arguments of one verb.
    fn is_bound(&self, k: usize, other: usize) -> bool {
        let (pronoun, mention) = (&self.drafts[k], &self.drafts[other]);
        if mention.tokens.contains(&pronoun.head) {
            return true;
        }
        let possessive = pronoun.pronoun.is_some_and(|p| p.usage == Usage::Possessive);
        if possessive || pronoun.sentence != mention.sentence {
            return false;
        }
        let parse = self.reading.parse;
        let governor = |i: usize| {
            let above = parse.head(i)?;
            if self.reading.dep(i) == Some(Dep::Pobj) { parse.head(above) } else { Some(above) }
        };
        governor(pronoun.head).is_some() && governor(pronoun.head) == governor(mention.head)
    }

    /// How prominent an earlier mention is from where a pronoun stands.
    fn prominence(&self, pronoun: &Draft, head: usize, form: Form) -> i32 {
        let reading = self.reading;
        let dep = reading.dep(head);
        let sentence = reading.sentence_of(head);
        let role = match dep {
            Some(Dep::Nsubj) => 80,
            Some(Dep::Nsubjpass | Dep::Agent) => 75,
            Some(Dep::Poss) => 50,
            Some(Dep::Dobj | Dep::Dative | Dep::Attr) => 50,
            Some(Dep::Appos) => 40,
            Some(Dep::Conj) => 55,
            Some(Dep::Pobj) => 35,
            _ => 30,
        };
        let parallel = if dep == reading.dep(pronoun.head) { 24 } else { 0 };
        let form = match form {
            Form::Name => 25,
            Form::Pronoun => 20,
            Form::Nominal => 0,
        };
        let embedded = if self.in_relative_clause(head) { 15 } else { 0 };
        // A subject is nearest to what stands in its own clause and in the clauses below.
        let governs = matches!(dep, Some(Dep::Nsubj | Dep::Nsubjpass))
            && sentence == pronoun.sentence
            && reading.parse.head(head).is_some_and(|verb| reading.parse.is_within(pronoun.head, verb));
        let commands = if governs { 25 } else { 0 };
        let paragraphs = |s: usize| reading.sentence(s).map_or(0, |s| s.paragraph);
        let apart = if paragraphs(pronoun.sentence) == paragraphs(sentence) { 10 } else { 7 };
        let distance = [100, 60, 30, 15][(pronoun.sentence - sentence).min(3)];
        (role + parallel + form + commands - embedded) * distance / 100 * apart / 10
    }

    fn in_relative_clause(&self, i: usize) -> bool {
        self.reading.parse.ancestors(i).take(3).any(|above| self.reading.dep(above) == Some(Dep::Relcl))
    }
}
