package io.migomail.bench.sizing;

/**
 * What one delivery is in the event store.
 *
 * @param rows events
 * @param rowsPerCore events a second that one core stores
 * @param rowOctets on disk, of an event with what the other tables hold of it
 * @param content octets on disk of what the message said
 */
record StoreCost(double rows, double rowsPerCore, double rowOctets, Cost content) {
    StoreCost {
        if (rowsPerCore <= 0) {
            throw new IllegalArgumentException("a core stores more than no event a second");
        }
    }

    static StoreCost of(Coefficients table) {
        return new StoreCost(
                table.take("store.rows", "rows/message"),
                table.take("store.rate", "rows/s/core"),
                table.take("store.row", "octets/row"),
                table.cost("store.content", "octets"));
    }
}
