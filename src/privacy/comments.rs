//! What was written in the words of those who wrote it: what readers may see of
//! it, and what only its author reads.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use super::prf::RootKey;
use super::receipt::BatchKey;

/// Texts that readers may see: a page of those that at least *k* people wrote
/// in answer to one question of a closed wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedComments {
    written: u64,
    texts: Vec<String>,
}

impl PublishedComments {
    /// `written` is how many are there to be shown, `texts` some of them in the
    /// order of their random keys; `None` where too few are left.
    // Promise P14: words are shown when at least k people wrote some, and vanish
    // when fewer have not taken theirs back.
    pub fn of_wave(written: u64, group_size_min: u16, texts: Vec<String>) -> Option<Self> {
        (written >= u64::from(group_size_min)).then_some(Self { written, texts })
    }

    /// How many there are, on all pages.
    pub fn written(&self) -> u64 {
        self.written
    }

    pub fn texts(&self) -> &[String] {
        &self.texts
    }
}

/// A comment of somebody who is counted in the totals only, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnseenComment(pub Vec<u8>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a comment that only its author reads does not open")]
pub struct DoesNotOpen;

const NONCE_BYTES: usize = 24;

fn cipher(root: &RootKey, author: BatchKey, question: &str) -> XChaCha20Poly1305 {
    let parts: [&[u8]; 2] = [&author.0.to_be_bytes(), question.as_bytes()];
    let key = root.derive("unseen comment", &parts);
    XChaCha20Poly1305::new(&Key::from(key))
}

impl UnseenComment {
    /// Encrypts a text under a key that only the receipt and the root key lead
    /// to: otherwise the one comment that is kept back would belong to the one
    /// row of the wave that asks for it.
    pub fn close(
        root: &RootKey,
        author: BatchKey,
        question: &str,
        nonce: [u8; NONCE_BYTES],
        text: &str,
    ) -> Result<Self, DoesNotOpen> {
        let ciphertext = cipher(root, author, question)
            .encrypt(&XNonce::from(nonce), text.as_bytes())
            .map_err(|_too_long| DoesNotOpen)?;
        Ok(Self([nonce.as_slice(), &ciphertext].concat()))
    }

    pub fn open(
        &self,
        root: &RootKey,
        author: BatchKey,
        question: &str,
    ) -> Result<String, DoesNotOpen> {
        let (nonce, ciphertext) = self.0.split_first_chunk().ok_or(DoesNotOpen)?;
        let text = cipher(root, author, question)
            .decrypt(&XNonce::from(*nonce), ciphertext)
            .map_err(|_foreign| DoesNotOpen)?;
        String::from_utf8(text).map_err(|_no_text| DoesNotOpen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_k_texts_are_never_shown() {
        let texts = || vec!["one".to_owned()];
        assert_eq!(PublishedComments::of_wave(9, 10, texts()), None);
        assert_eq!(PublishedComments::of_wave(0, 10, Vec::new()), None);
        let shown = PublishedComments::of_wave(10, 10, texts()).unwrap();
        assert_eq!((shown.written(), shown.texts().len()), (10, 1));
    }

    #[test]
    fn an_unseen_comment_opens_for_its_author_and_question_only() {
        let root = RootKey::from_bytes([7; 32]);
        let closed = UnseenComment::close(&root, BatchKey(1), "why", [3; 24], "Ads, ß").unwrap();
        assert_eq!(
            closed.open(&root, BatchKey(1), "why").as_deref(),
            Ok("Ads, ß")
        );
        assert_eq!(closed.open(&root, BatchKey(2), "why"), Err(DoesNotOpen));
        assert_eq!(closed.open(&root, BatchKey(1), "who"), Err(DoesNotOpen));
        let other = RootKey::from_bytes([8; 32]);
        assert_eq!(closed.open(&other, BatchKey(1), "why"), Err(DoesNotOpen));
        assert_eq!(
            UnseenComment(vec![1]).open(&root, BatchKey(1), "why"),
            Err(DoesNotOpen)
        );
    }
}
