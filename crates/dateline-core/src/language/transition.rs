//! Arc-eager transitions (Nivre 2004) with the non-monotonic additions of Honnibal and Johnson (2015), by which a
//! dependency tree is built, and the return of the few non-projective arcs to their place (Nivre and Nilsson 2005).
//!
//! The sentence is given, so the move that would break it is never made; with that the last token left without a head
//! is the only one, and the tree has one root. Training goes through the same states as parsing.

use super::labels::Dep;

/// Number of tokens that describe a state.
pub const PLACES: usize = 8;

/// A relation, and the relation of the true head where the arc was lifted to a token above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The relation.
    pub dep: Dep,
    /// The relation by which the true head hangs.
    pub lifted_from: Option<Dep>,
}

/// A step from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next token goes on the stack.
    Shift,
    /// The last token leaves the stack; without a head it comes back before the rest.
    Reduce,
    /// The last token on the stack leaves it and hangs below the next one.
    Left(Label),
    /// The next token hangs below the last on the stack and goes on it.
    Right(Label),
    /// Ends the sentence; never made.
    Break,
}

/// The arc from a token to its head, counted from the sentence's first token; a root is its own head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The head.
    pub head: u32,
    /// The relation.
    pub dep: Dep,
}

/// The moves that may be made in a state.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    shift: bool,
    reduce: bool,
    arc: bool,
}

impl Allowed {
    /// Whether a move is among them.
    #[must_use]
    pub fn has(self, candidate: Move) -> bool {
        match candidate {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => false,
        }
    }
}

impl Move {
    /// The move with this name: `S`, `D`, and `L-`, `R-` and `B-` with a relation.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.split_once('-') {
            None if name == "S" => Some(Self::Shift),
            None if name == "D" => Some(Self::Reduce),
            Some(("L", label)) => Some(Self::Left(Label::from_name(label)?)),
            Some(("R", label)) => Some(Self::Right(Label::from_name(label)?)),
            Some(("B", _)) => Some(Self::Break),
            _ => None,
        }
    }
}

impl Label {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name.split_once("||") {
            None => Self { dep: Dep::from_label(name)?, lifted_from: None },
            Some((dep, head)) => {
                Self { dep: Dep::from_label(dep)?, lifted_from: Some(Dep::from_label(head)?) }
            }
        })
    }
}

/// Stack, buffer and arcs of a sentence under way. Tokens are counted from the sentence's first.
#[derive(Debug, Default)]
pub struct State {
    stack: Vec<u32>,
    /// Tokens put back before the rest of the buffer, the first of them last.
    put_back: Vec<u32>,
    /// First token of the rest of the buffer.
    next: u32,
    len: u32,
    nodes: Vec<Node>,
    queue: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    head: Option<u32>,
    label: Option<Label>,
    /// Whether the token was put back from the stack and may not be shifted again.
    was_put_back: bool,
    /// The children attached last, to the left and to the right.
    left: Option<u32>,
    right: Option<u32>,
    /// The child attached to the same head, on the same side, before this one.
    before: Option<u32>,
}

impl State {
    /// Begins a sentence of `len` tokens.
    pub fn start(&mut self, len: usize) {
        self.stack.clear();
        self.put_back.clear();
        self.next = 0;
        self.len = len as u32;
        self.nodes.clear();
        self.nodes.resize(len, Node::default());
    }

    /// Whether the tree is built.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_len() == 0
    }

    fn buffer_len(&self) -> usize {
        self.put_back.len() + (self.len - self.next) as usize
    }

    /// A token that is to come, the next one for 0.
    #[must_use]
    pub fn buffer(&self, index: usize) -> Option<u32> {
        if index < self.put_back.len() {
            return Some(self.put_back[self.put_back.len() - 1 - index]);
        }
        let token = self.next + (index - self.put_back.len()) as u32;
        (token < self.len).then_some(token)
    }

    /// A token on the stack, the last one for 0.
    #[must_use]
    pub fn stack(&self, index: usize) -> Option<u32> {
        Some(self.stack[self.stack.len().checked_sub(index + 1)?])
    }

    /// The head that a token has been given.
    #[must_use]
    pub fn head(&self, token: u32) -> Option<u32> {
        self.nodes.get(token as usize)?.head
    }

    /// The tokens that describe the state.
    #[must_use]
    pub fn places(&self) -> [Option<u32>; PLACES] {
        let left = |token: Option<u32>| token.and_then(|token| self.nodes[token as usize].left);
        let right = |token: Option<u32>| token.and_then(|token| self.nodes[token as usize].right);
        let (buffer, stack) = (self.buffer(0), self.stack(0));
        [buffer, self.buffer(1), stack, self.stack(1), self.stack(2), left(buffer), left(stack), right(stack)]
    }

    /// What may be done now.
    #[must_use]
    pub fn allowed(&self) -> Allowed {
        Allowed { shift: self.can_shift(), reduce: self.can_reduce(), arc: self.can_arc() }
    }

    fn can_shift(&self) -> bool {
        self.stack.is_empty()
            || (self.buffer_len() >= 2
                && self.buffer(0).is_some_and(|token| !self.nodes[token as usize].was_put_back))
    }

    /// The last token on the stack may leave it only when no other is to come: it is the root.
    fn can_reduce(&self) -> bool {
        !self.stack.is_empty() && (self.buffer_len() == 0 || self.stack.len() > 1)
    }

    fn can_arc(&self) -> bool {
        !self.stack.is_empty() && self.buffer_len() > 0
    }

    fn shift(&mut self) {
        let token = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    /// Makes a move that is allowed.
    pub fn make(&mut self, chosen: Move) {
        match chosen {
            Move::Shift => self.shift(),
            Move::Reduce => {
                let Some(token) = self.stack.pop() else { return };
                if self.nodes[token as usize].head.is_none() && !self.stack.is_empty() {
                    self.nodes[token as usize].was_put_back = true;
                    self.put_back.push(token);
                }
            }
            Move::Left(label) => {
                let (Some(head), Some(token)) = (self.buffer(0), self.stack.pop()) else { return };
                self.attach(token, head, label);
                self.nodes[head as usize].was_put_back = false;
            }
            Move::Right(label) => {
                let (Some(token), Some(head)) = (self.buffer(0), self.stack(0)) else { return };
                self.attach(token, head, label);
                self.shift();
            }
            Move::Break => {}
        }
    }

    fn attach(&mut self, token: u32, head: u32, label: Label) {
        if let Some(old) = self.nodes[token as usize].head {
            // The token was the last to be attached to its old head, or another would lie above it on the stack.
            let before = self.nodes[token as usize].before;
            let old = &mut self.nodes[old as usize];
            if old.right == Some(token) {
                old.right = before;
            } else if old.left == Some(token) {
                old.left = before;
            }
        }
        let node = &mut self.nodes[head as usize];
        let last = if token < head { &mut node.left } else { &mut node.right };
        let before = last.replace(token);
        let node = &mut self.nodes[token as usize];
        node.head = Some(head);
        node.label = Some(label);
        node.before = before;
    }

    /// Adds the arc of every token to `arcs`.
    pub fn finish(&mut self, arcs: &mut Vec<Arc>) {
        let first = arcs.len();
        let root = self.nodes.iter().position(|node| node.head.is_none()).unwrap_or(0) as u32;
        for (token, node) in self.nodes.iter().enumerate() {
            arcs.push(match (node.head, node.label) {
                (Some(head), Some(label)) => Arc { head, dep: label.dep },
                _ if token as u32 == root => Arc { head: root, dep: Dep::Root },
                // Reached only when the bound on moves was: no token may stay alone.
                _ => Arc { head: root, dep: Dep::Dep },
            });
        }
        self.lower(&mut arcs[first..]);
    }

    /// Moves each lifted arc down to the token below its head that has the relation the arc was lifted from: the
    /// first one met in breadth.
    fn lower(&mut self, arcs: &mut [Arc]) {
        /// A true head is near; a longer search would only cost time on hostile input.
        const MOST: usize = 512;
        for token in 0..arcs.len() {
            let Some(Label { lifted_from: Some(dep), .. }) = self.nodes[token].label else { continue };
            self.queue.clear();
            self.queue.push(arcs[token].head);
            let mut at = 0;
            'search: while at < self.queue.len().min(MOST) {
                let above = self.queue[at];
                let first = self.queue.len();
                self.queue_children(above);
                let mut kept = first;
                for index in first..self.queue.len() {
                    let child = self.queue[index];
                    if arcs[child as usize].head != above || child as usize == token {
                        continue;
                    }
                    // An arc that still waits to be moved has not its final relation yet.
                    let waits = child as usize > token
                        && self.nodes[child as usize].label.is_some_and(|label| label.lifted_from.is_some());
                    if arcs[child as usize].dep == dep && !waits {
                        arcs[token].head = child;
                        break 'search;
                    }
                    self.queue[kept] = child;
                    kept += 1;
                }
                self.queue.truncate(kept);
                at += 1;
            }
        }
    }

    /// Adds the children that a token was given to the queue, left to right.
    fn queue_children(&mut self, token: u32) {
        let mut left = self.nodes[token as usize].left;
        while let Some(child) = left {
            self.queue.push(child);
            left = self.nodes[child as usize].before;
        }
        let first = self.queue.len();
        let mut right = self.nodes[token as usize].right;
        while let Some(child) = right {
            self.queue.push(child);
            right = self.nodes[child as usize].before;
        }
        self.queue[first..].reverse();
    }
}
