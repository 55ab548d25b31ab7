package io.migomail.bench.sizing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To which destinations mail goes.
 *
 * @param named those that are known by name
 * @param other one of the many small ones
 * @param others how many of these there are, each with the same share
 */
record Mix(List<Destination> named, Destination other, int others) {
    private static final int OTHERS = 1_000;
    private static final double PERCENT = 100;
    private static final String ANY = "*";

    /** Mail for one destination only. */
    static Mix only(Destination destination) {
        return new Mix(List.of(destination), new Destination(ANY, 0, 1, 0, 0), 1);
    }

    /** The mix of real traffic that lies beside the class. */
    static Mix ofProviders() {
        Map<String, Double> percents = new LinkedHashMap<>();
        rows("mix.tsv").forEach(row -> percents.merge(row[1], Double.parseDouble(row[2]), Double::sum));
        Map<String, Destination> limits = new LinkedHashMap<>();
        rows("limits.tsv")
                .forEach(row -> limits.put(
                        row[0],
                        new Destination(
                                row[0],
                                0,
                                Integer.parseInt(row[1]),
                                Integer.parseInt(row[2]),
                                Double.parseDouble(row[3]))));
        Destination any = limits.getOrDefault(ANY, new Destination(ANY, 0, 1, 0, 0));
        List<Destination> named = new ArrayList<>();
        double rest = PERCENT;
        for (Map.Entry<String, Double> one : percents.entrySet()) {
            Destination limit = limits.getOrDefault(one.getKey(), any);
            named.add(shared(limit, one.getKey(), one.getValue() / PERCENT));
            rest -= one.getValue();
        }
        return new Mix(List.copyOf(named), shared(any, ANY, rest / PERCENT / OTHERS), OTHERS);
    }

    private static Destination shared(Destination limit, String group, double share) {
        return new Destination(group, share, limit.connections(), limit.reserved(), limit.perSecond());
    }

    private static List<String[]> rows(String resource) {
        return Coefficients.lines(resource).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    /** All destinations that differ. */
    List<Destination> all() {
        List<Destination> all = new ArrayList<>(named);
        all.add(other);
        return all;
    }

    /** The number of the destination at this point of 0 to 1: named ones first, then the small ones. */
    int at(double point) {
        double left = point;
        for (int i = 0; i < named.size(); i++) {
            left -= named.get(i).share();
            if (left < 0) {
                return i;
            }
        }
        return named.size() + (other.share() == 0 ? 0 : Math.min((int) (left / other.share()), others - 1));
    }

    /** What the destination with this number is. */
    Destination of(int number) {
        return number < named.size() ? named.get(number) : other;
    }
}
