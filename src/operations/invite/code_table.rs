//! Codes as comma-separated values (RFC 4180): for one's own mail merge, or for
//! whoever prints the slips.

use super::{Addressed, SiteAddress};
use crate::privacy::invitation::InvitationCode;

/// `address,code,link`. No address is a formula to a spreadsheet, and none has
/// a comma or a quotation mark in it.
pub fn of_addresses(addressed: &[Addressed], site: &SiteAddress) -> String {
    let lines = addressed.iter().map(|Addressed { address, code }| {
        format!("{},{code},{}\r\n", address.as_str(), site.link(*code))
    });
    std::iter::once("address,code,link\r\n".to_owned())
        .chain(lines)
        .collect()
}

/// `code,link`.
pub fn of_printed(codes: &[InvitationCode], site: &SiteAddress) -> String {
    let lines = codes
        .iter()
        .map(|code| format!("{code},{}\r\n", site.link(*code)));
    std::iter::once("code,link\r\n".to_owned())
        .chain(lines)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_merge_finds_address_code_and_link_in_columns() {
        let site = "https://a.example".parse().unwrap();
        let code = "ABCD-EFGH-JKMN-PQRS".parse().unwrap();
        let addressed = Addressed {
            address: "ada@b.de".parse().unwrap(),
            code,
        };
        let link = "https://a.example/i/ABCD-EFGH-JKMN-PQRS";
        assert_eq!(
            of_addresses(&[addressed], &site),
            format!("address,code,link\r\nada@b.de,ABCD-EFGH-JKMN-PQRS,{link}\r\n")
        );
        assert_eq!(
            of_printed(&[code], &site),
            format!("code,link\r\n{code},{link}\r\n")
        );
    }
}
