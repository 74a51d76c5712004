//! Hangs punctuation as Universal Dependencies has it: from the highest word of the part that it sets off.
//!
//! Brackets and quotation marks hang from the one word between them whose head is outside. Any other mark hangs from the
//! highest word that it touches on either side without stepping over it, the lower of the two; the last mark of a sentence
//! from what comes before. This follows the guidelines, as does the block `ud.FixPunct` of udapi.

/// Marks that come in pairs.
const PAIRS: [(&str, &str); 6] = [("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("\"", "\""), ("``", "''")];

/// Sets the heads of the words that are `marks`; the heads of all others must form a tree.
pub(crate) fn attach(forms: &[&str], marks: &[bool], heads: &mut [usize]) {
    let Some(root) = (0..heads.len()).find(|&word| heads[word] == word) else { return };
    if marks.iter().all(|&mark| mark) || marks[root] {
        return;
    }
    // Nothing may hang from a mark.
    for word in 0..heads.len() {
        while !marks[word] && marks[heads[word]] {
            heads[word] = heads[heads[word]];
        }
    }
    let partners = pairs(forms, marks);
    for word in (0..heads.len()).filter(|&word| marks[word]) {
        let inside = partners[word].and_then(|partner| {
            let between = word.min(partner) + 1..word.max(partner);
            let mut tops =
                between.clone().filter(|&w| !marks[w] && (heads[w] == w || !between.contains(&heads[w])));
            tops.next().filter(|_| tops.next().is_none())
        });
        heads[word] = inside.unwrap_or_else(|| beside(word, marks, heads, root));
    }
}

/// For each mark the one that it forms a pair with.
fn pairs(forms: &[&str], marks: &[bool]) -> Vec<Option<usize>> {
    let mut partners = vec![None; forms.len()];
    let mut open: Vec<usize> = Vec::new();
    for (word, form) in forms.iter().enumerate().filter(|&(word, _)| marks[word]) {
        let opener = open.iter().rposition(|&at| PAIRS.contains(&(forms[at], form)));
        if let Some(depth) = opener {
            partners[word] = Some(open[depth]);
            partners[open[depth]] = Some(word);
            open.truncate(depth);
        } else if PAIRS.iter().any(|(opening, _)| opening == form) {
            open.push(word);
        }
    }
    partners
}

/// The lower of the highest words to the left and to the right.
fn beside(mark: usize, marks: &[bool], heads: &[usize], root: usize) -> usize {
    let left = (0..mark).rev().find(|&word| !marks[word]).map(|word| climb(word, heads, |head| head < mark));
    let right =
        (mark + 1..heads.len()).find(|&word| !marks[word]).map(|word| climb(word, heads, |head| head > mark));
    match (left, right) {
        (Some(left), Some(right)) => {
            if depth(right, heads) >= depth(left, heads) {
                right
            } else {
                left
            }
        }
        (Some(left), None) => left,
        (None, Some(right)) => right,
        (None, None) => root,
    }
}

/// The highest word above `word` that is reached without leaving its side.
fn climb(word: usize, heads: &[usize], on_side: impl Fn(usize) -> bool) -> usize {
    let mut top = word;
    while heads[top] != top && on_side(heads[top]) {
        top = heads[top];
    }
    top
}

fn depth(word: usize, heads: &[usize]) -> usize {
    let mut depth = 0;
    let mut at = word;
    while heads[at] != at {
        at = heads[at];
        depth += 1;
    }
    depth
}
