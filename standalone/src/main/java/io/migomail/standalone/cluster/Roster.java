package io.migomail.standalone.cluster;

/**
 * How many processes of each kind a new cluster has.
 *
 * @param taskManagers 1 to {@link #MOST}
 * @param egress egress nodes, through which mail of the first account's pools leaves: 0 to {@link #MOST}
 */
public record Roster(Profile profile, int taskManagers, int egress) {
    /** What one octet of an address can tell apart. */
    static final int MOST = 250;

    /** @throws IllegalArgumentException where there are too few or too many of a kind */
    public Roster {
        require("TaskManagers", taskManagers, 1);
        require("egress nodes", egress, 0);
    }

    private static void require(String what, int count, int least) {
        if (count < least || count > MOST) {
            throw new IllegalArgumentException("there may be " + least + " to " + MOST + " " + what + ", not " + count);
        }
    }

    /** That of the profile, without egress nodes. */
    public static Roster of(Profile profile) {
        return new Roster(profile, profile.taskManagers(), 0);
    }

    /** The same with so many egress nodes. */
    public Roster withEgress(int nodes) {
        return new Roster(profile, taskManagers, nodes);
    }

    /** The same with so many TaskManagers. */
    public Roster withTaskManagers(int count) {
        return new Roster(profile, count, egress);
    }
}
