/** Which texts are held against a dictionary. */

/**
 * Whether a text of that language (BCP 47) is checked for spelling. Not where words have no spaces between them: there are no
 * dictionaries for those, and one of another language would underline every word.
 */
export function isSpelled(lang: string): boolean {
  return !/^(?:zh|yue|ja|th|lo|km|my)\b/i.test(lang);
}
