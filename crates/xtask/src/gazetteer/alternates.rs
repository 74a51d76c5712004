//! Which of a place's many names are kept.

use std::collections::BTreeSet;

use dateline_core::lexicon::fold;

/// The names worth keeping, nearest to the usual name first: in Latin letters, capitalised, at least four letters, no
/// codes. Of a place with few inhabitants only the nearest spellings stay, since its other names are rarely in the news
/// and often another place's. `town` is how many names a town of 15,000 keeps.
pub(super) fn choose(
    name: &str,
    names: &[String],
    population: u32,
    capital: bool,
    town: usize,
) -> Vec<String> {
    let most = match population {
        _ if capital => usize::MAX,
        1_000_000.. => usize::MAX,
        100_000.. => town.max(8),
        15_000.. => town,
        _ => town.div_ceil(3),
    };
    let key = fold(name);
    let mut seen = BTreeSet::from([key.clone()]);
    let mut kept: Vec<(bool, usize, &String, String)> = names
        .iter()
        .filter(|name| plausible(name))
        .map(|name| (!name.is_ascii(), 0, name, fold(name)))
        .collect();
    for candidate in &mut kept {
        candidate.1 = distance(&key, &candidate.3);
    }
    kept.sort();
    kept.retain(|(_, _, _, key)| key.len() >= 4 && seen.insert(key.clone()));
    if population < 15_000 && !capital {
        // A spelling, not another name.
        kept.retain(|(_, distance, _, _)| distance * 3 <= key.len());
    }
    kept.truncate(most);
    kept.into_iter().map(|(_, _, name, _)| name.clone()).collect()
}

fn plausible(name: &str) -> bool {
    let latin = |char: char| {
        char.is_ascii_alphabetic()
            || matches!(char, ' ' | '-' | '\'' | '’' | '.')
            || matches!(char, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
    };
    name.len() <= 60
        && name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
}

/// Levenshtein's distance between two keys, in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_other_scripts_and_transcriptions_go() {
        let names = ["IEV", "Kiev", "Київ", "kyyf", "Kiew", "Ko", "KIEV"].map(str::to_owned);
        assert_eq!(choose("Kyiv", &names, 2_952_301, true, 3), ["Kiev", "Kiew"]);
        let names = ["Post Town", "Sprinfield"].map(str::to_owned);
        assert_eq!(choose("Springfield", &names, 9_000, false, 3), ["Sprinfield"]);
    }
}
