//! Which moves are best on the way to a known tree (Goldberg and Nivre 2012).
//!
//! A move costs as many arcs of the tree as can no longer be built after it. What could only be mended by putting a token back
//! counts as lost.

use dateline_core::language::{Dep, Move, State};

/// A tree: for each token of a sentence its head (a root is its own) and relation, where they are known.
pub(crate) struct Tree {
    pub(crate) arcs: Vec<Option<(u32, Dep)>>,
}

/// Where a token is in a state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Gone,
    Stack,
    Buffer,
}

impl Tree {
    /// For each move whether it is among the best of those allowed.
    pub(crate) fn best(&self, state: &State, moves: &[Move]) -> Vec<bool> {
        let mut places = vec![Place::Gone; self.arcs.len()];
        (0..).map_while(|at| state.stack(at)).for_each(|token| places[token as usize] = Place::Stack);
        (0..).map_while(|at| state.buffer(at)).for_each(|token| places[token as usize] = Place::Buffer);
        let allowed = state.allowed();
        let costs: Vec<usize> = moves
            .iter()
            .map(|&next| if allowed.has(next) { self.cost(state, &places, next) } else { usize::MAX })
            .collect();
        let least = costs.iter().copied().min().unwrap_or(usize::MAX);
        costs.into_iter().map(|cost| cost == least).collect()
    }

    /// How many tokens at `place` hang below `head`.
    fn below(&self, places: &[Place], head: u32, place: Place) -> usize {
        let arcs = self.arcs.iter().enumerate().zip(places);
        let hangs = |token: usize, arc: &Option<(u32, Dep)>| {
            arc.is_some_and(|(above, _)| above == head) && token as u32 != head
        };
        arcs.filter(|((token, arc), at)| **at == place && hangs(*token, arc)).count()
    }

    fn cost(&self, state: &State, places: &[Place], next: Move) -> usize {
        let (top, front) = (state.stack(0), state.buffer(0));
        let head = |token: u32| self.arcs[token as usize].map(|(head, _)| head);
        let is_root = |token: u32| head(token) == Some(token);
        let heads_at = |token: u32, place: Place| {
            let head = head(token).filter(|head| *head != token);
            usize::from(head.is_some_and(|head| places[head as usize] == place))
        };
        match (next, top, front) {
            (Move::Shift, _, Some(front)) => {
                heads_at(front, Place::Stack) + self.below(places, front, Place::Stack)
            }
            (Move::Reduce, Some(top), _) if state.head(top).is_some() => {
                self.below(places, top, Place::Buffer) + heads_at(top, Place::Buffer)
            }
            (Move::Reduce, Some(top), _) => heads_at(top, Place::Buffer),
            (Move::Left(label), Some(top), Some(front)) => {
                let lost = self.below(places, top, Place::Buffer);
                let Some(head) = head(top) else { return lost };
                if head == front {
                    return lost + self.wrong(top, label);
                }
                let had = !is_root(top) && state.head(top) == Some(head);
                lost + 1 + usize::from(is_root(top) || had) + heads_at(top, Place::Buffer)
            }
            (Move::Right(label), Some(top), Some(front)) => {
                let lost = self.below(places, front, Place::Stack);
                let Some(head) = head(front) else { return lost };
                if head == top {
                    return lost + self.wrong(front, label);
                }
                lost + 1
                    + usize::from(is_root(front))
                    + heads_at(front, Place::Stack)
                    + heads_at(front, Place::Buffer)
            }
            _ => usize::MAX,
        }
    }

    fn wrong(&self, token: u32, label: dateline_core::language::Label) -> usize {
        let dep = self.arcs[token as usize].map(|(_, dep)| dep);
        usize::from(label.lifted_from.is_some() || dep != Some(label.dep))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOVES: [&str; 6] = ["S", "D", "L-nsubj", "R-dobj", "L-det", "R-punct"];

    /// "The minister met us ."
    fn tree() -> Tree {
        let arcs = [(1, Dep::Det), (2, Dep::Nsubj), (2, Dep::Root), (2, Dep::Dobj), (2, Dep::Punct)];
        Tree { arcs: arcs.map(Some).to_vec() }
    }

    fn follow(tree: &Tree, wrong: Option<(usize, &str)>) -> Vec<Option<(u32, Dep)>> {
        let moves: Vec<Move> = MOVES.iter().filter_map(|name| Move::from_name(name)).collect();
        let mut state = State::default();
        state.start(tree.arcs.len());
        let mut step = 0;
        while !state.is_final() {
            let best = tree.best(&state, &moves);
            let next = match wrong.filter(|(at, _)| *at == step) {
                Some((_, name)) => Move::from_name(name).expect("a move"),
                None => moves[best.iter().position(|best| *best).expect("a move")],
            };
            state.make(next);
            step += 1;
        }
        let mut arcs = Vec::new();
        state.finish(&mut arcs);
        arcs.into_iter().map(|arc| Some((arc.head, arc.dep))).collect()
    }

    #[test]
    fn best_moves_build_the_tree() {
        assert_eq!(follow(&tree(), None), tree().arcs);
    }

    #[test]
    fn after_a_mistake_the_rest_is_built() {
        // "The" hangs below "minister" as an object's relation would have it; all else comes out.
        let arcs = follow(&tree(), Some((1, "L-nsubj")));
        assert_eq!(arcs[0], Some((1, Dep::Nsubj)));
        assert_eq!(arcs[1..], tree().arcs[1..]);
    }

    #[test]
    fn where_nothing_is_known_all_moves_are_as_good() {
        let mut open = tree();
        open.arcs[1] = None;
        let arcs = follow(&open, None);
        assert_eq!((arcs[0], &arcs[2..]), (open.arcs[0], &open.arcs[2..]));
    }
}
