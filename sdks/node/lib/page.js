'use strict';

/** A page of a list. Walking over it goes on to the pages after it, each asked for when it is needed. */
class Page {
  #following;

  constructor(answer, following) {
    this.data = answer.data ?? [];
    this.nextCursor = answer.next_cursor ?? null;
    this.hasMore = answer.has_more === true && this.nextCursor !== null;
    this.#following = following;
  }

  /** Asks for the page after it. Rejects with a RangeError where the API gave no cursor. */
  async nextPage() {
    if (this.nextCursor === null) {
      throw new RangeError('the last page');
    }
    return this.#following(this.nextCursor);
  }

  async *[Symbol.asyncIterator]() {
    for (let page = this; ; page = await page.nextPage()) {
      yield* page.data;
      if (!page.hasMore) {
        return;
      }
    }
  }
}

module.exports = { Page };
