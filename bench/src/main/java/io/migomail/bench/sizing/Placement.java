package io.migomail.bench.sizing;

/** In which cell each pool is: the largest first, each in the cell that has the least mail then. */
final class Placement {
    private final int[] cells;
    private final double fullest;

    private Placement(int[] cells, double fullest) {
        this.cells = cells;
        this.fullest = fullest;
    }

    /** @param largest part of all mail that is the first pool's; the others have the same each */
    static Placement of(int pools, double largest, int cells) {
        double other = pools == 1 ? 0 : (1 - largest) / (pools - 1);
        double[] parts = new double[cells];
        int[] places = new int[pools];
        double fullest = 0;
        for (int pool = 0; pool < pools; pool++) {
            int emptiest = 0;
            for (int cell = 1; cell < cells; cell++) {
                if (parts[cell] < parts[emptiest] - 1e-12) {
                    emptiest = cell;
                }
            }
            places[pool] = emptiest;
            parts[emptiest] += pool == 0 ? largest : other;
            fullest = Math.max(fullest, parts[emptiest]);
        }
        return new Placement(places, fullest);
    }

    int cell(int pool) {
        return cells[pool];
    }

    /** Part of all mail that the cell with the most has. */
    double fullest() {
        return fullest;
    }
}
