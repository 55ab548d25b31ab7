package io.migomail.core;

import io.migomail.core.Topics.Topic;
import io.migomail.core.record.Account;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the delivery jobs among which accounts are divided: it has topics and state of its own, so that what befalls it is
 * nothing to the others (docs/adr/0048). An account is in one cell for as long as it is there, and with it are its pools: a
 * pace key has one owner.
 *
 * @param number from 0
 */
public record Cell(int number) implements Serializable {
    /** The only one where nothing else is said. */
    public static final Cell FIRST = new Cell(0);

    private static final String SUFFIX = ".cell-";

    /** Requires a number from 0 to {@link PoolLimits#CELLS} - 1. */
    public Cell {
        if (number < 0 || number >= PoolLimits.CELLS) {
            throw new IllegalArgumentException(
                    "a cell is numbered from 0 to " + (PoolLimits.CELLS - 1) + ", not " + number);
        }
    }

    /**
     * The cell that a delivery job is.
     *
     * @throws IllegalArgumentException where there are not so many
     */
    public static Cell of(Settings settings) {
        int number = settings.number(Setting.MIGO_CELL, 0);
        int count = settings.number(Setting.MIGO_CELLS, 1);
        if (number >= count) {
            throw new IllegalArgumentException(Setting.MIGO_CELL + " is " + number + ", and with " + Setting.MIGO_CELLS
                    + " " + count + " the last cell is " + (count - 1));
        }
        return new Cell(number);
    }

    /** The cell of an account. */
    public static Cell of(Account account) {
        return new Cell(account.getCell());
    }

    /** All that there are, in order. */
    public static List<Cell> all(Settings settings) {
        return first(settings.number(Setting.MIGO_CELLS, 1));
    }

    /** So many of them, in order. */
    public static List<Cell> first(int count) {
        return IntStream.range(0, count).mapToObj(Cell::new).toList();
    }

    /** The topic that takes messages of this class. */
    public Topic accepted(MessageClass messageClass) {
        return own(Topics.accepted(messageClass));
    }

    /** PACE's journal. */
    public Topic outcomes() {
        return own(Topics.OUTCOMES);
    }

    /** Its other half: deliveries on their way to another key. */
    public Topic reroute() {
        return own(Topics.REROUTE);
    }

    /** The journal, and what is accepted: all that accounts are made of. */
    public List<Topic> topics() {
        List<Topic> topics = new ArrayList<>(accepted());
        topics.add(outcomes());
        topics.add(reroute());
        return List.copyOf(topics);
    }

    /** The topics that take messages, of all classes. */
    public List<Topic> accepted() {
        return List.of(accepted(MessageClass.CRITICAL), accepted(MessageClass.HIGH), accepted(MessageClass.NORMAL));
    }

    /** A name that each cell has one of: that of the first is the name itself. */
    public String named(String name) {
        return number == 0 ? name : name + SUFFIX + number;
    }

    /** The name without its cell: that which the first cell has. */
    public static String bare(String name) {
        int at = name.indexOf(SUFFIX);
        return at < 0 ? name : name.substring(0, at);
    }

    private Topic own(Topic first) {
        return new Topic(named(first.name()), first.partitions(), first.config());
    }
}
