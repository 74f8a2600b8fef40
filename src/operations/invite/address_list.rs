//! Reading a file of e-mail addresses: one a line, or a column of a CSV file.

use std::collections::HashSet;

use super::address::EmailAddress;

/// The addresses of a file, each once.
#[derive(Debug, Clone, Default)]
pub struct AddressList {
    pub addresses: Vec<EmailAddress>,
    /// How many stood there again.
    pub repeated: usize,
    /// The lines without an address, by their numbers: what stands there is not
    /// repeated, it may be somebody's.
    pub bad_lines: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressListError {
    #[error("there is no column “{0}” in the first line")]
    NoColumn(String),
    #[error("line {0} cannot be read as comma-separated values")]
    NotCsv(u64),
}

/// Reads one address a line; empty lines do not count. With `column`, the file
/// is CSV with a header.
pub fn read(text: &str, column: Option<&str>) -> Result<AddressList, AddressListError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut list = Reading::default();
    let Some(column) = column else {
        for (number, line) in (1..).zip(text.lines()) {
            list.take(number, line);
        }
        return Ok(list.read);
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|_malformed| AddressListError::NotCsv(1))?;
    let position = header
        .iter()
        .position(|name| name.trim().eq_ignore_ascii_case(column.trim()))
        .ok_or_else(|| AddressListError::NoColumn(column.to_owned()))?;
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            AddressListError::NotCsv(line)
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        list.take(line, record.get(position).unwrap_or_default());
    }
    Ok(list.read)
}

/// Reads whatever somebody pastes: one address a line, or a table with a comma,
/// semicolon or tab between its columns, with a header or without. Of each line
/// the first address counts; a first line without any is the header.
pub fn read_any(text: &str) -> AddressList {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut list = Reading::default();
    for (number, line) in (1..).zip(text.lines()) {
        let mut cells = line.split([',', ';', '\t']).map(bare);
        let address = cells.find(|cell| cell.parse::<EmailAddress>().is_ok());
        let is_header = number == 1 && !line.contains('@');
        match address {
            Some(address) => list.take(number, address),
            None if is_header || cells_are_empty(line) => {}
            None => list.take(number, line),
        }
    }
    list.read
}

/// Without quotation marks, and without the name that mail programs put before
/// an address in angle brackets.
fn bare(cell: &str) -> &str {
    let cell = cell.trim().trim_matches(['"', '\'']).trim();
    match cell
        .strip_suffix('>')
        .and_then(|cell| cell.rsplit_once('<'))
    {
        Some((_, address)) => address,
        None => cell,
    }
}

fn cells_are_empty(line: &str) -> bool {
    line.split([',', ';', '\t'])
        .all(|cell| bare(cell).is_empty())
}

#[derive(Default)]
struct Reading {
    read: AddressList,
    seen: HashSet<EmailAddress>,
}

impl Reading {
    fn take(&mut self, line: u64, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match text.parse::<EmailAddress>() {
            Err(_not_an_address) => self.read.bad_lines.push(line),
            Ok(address) if self.seen.contains(&address) => self.read.repeated += 1,
            Ok(address) => {
                self.seen.insert(address.clone());
                self.read.addresses.push(address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_a_line_without_the_repeated_and_with_bad_lines_by_number() {
        let list = read("\u{feff}a@b.de\n\nA@B.DE\nnobody\nc@d.fr\r\n", None).unwrap();
        let read: Vec<_> = list.addresses.iter().map(EmailAddress::as_str).collect();
        assert_eq!(read, ["a@b.de", "c@d.fr"]);
        assert_eq!((list.repeated, list.bad_lines), (1, vec![4]));
    }

    #[test]
    fn whatever_is_pasted_is_read_with_a_header_or_without() {
        for text in [
            "a@b.de\nc@d.fr\n",
            "e-mail\na@b.de\nc@d.fr",
            "Name;E-Mail\r\nAda;a@b.de\r\n;;\r\nBob;\"c@d.fr\"\r\n",
            "\"Lovelace, Ada\" <a@b.de>\n<c@d.fr>",
            "\"Lovelace, Ada\",a@b.de,1\nBob\tc@d.fr\n",
        ] {
            let list = read_any(text);
            let read: Vec<_> = list.addresses.iter().map(EmailAddress::as_str).collect();
            assert_eq!(
                (read, list.bad_lines),
                (vec!["a@b.de", "c@d.fr"], vec![]),
                "{text}"
            );
        }
        let list = read_any("nobody@\nBob,\na@b.de\nA@B.de,x");
        assert_eq!((list.bad_lines, list.repeated), (vec![1, 2], 1));
    }

    #[test]
    fn a_column_of_a_table_is_found_by_its_name() {
        let text = "name,E-Mail\n\"Lovelace, Ada\",ada@b.de\nBob,\nCy,nobody\n";
        let list = read(text, Some("e-mail")).unwrap();
        let read: Vec<_> = list.addresses.iter().map(EmailAddress::as_str).collect();
        assert_eq!((read, list.bad_lines), (vec!["ada@b.de"], vec![4]));
    }

    #[test]
    fn a_column_that_is_not_there_is_named() {
        let error = read("name\nAda\n", Some("mail")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no column “mail” in the first line"
        );
    }
}
