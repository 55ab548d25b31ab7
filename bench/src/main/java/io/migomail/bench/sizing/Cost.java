package io.migomail.bench.sizing;

/** What a message costs: of an HTML body a part that is always there and one for each KiB, of a template one figure. */
record Cost(double fixed, double perKib, double template) {
    double of(Body body) {
        return body.template() ? template : fixed + perKib * body.kib();
    }
}
