package io.migomail.faults.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.faults.system.CutLink.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CutLinkTest {
    private static final long INGRESS = 1;
    private static final long INGRESS_DOOR = 2;
    private static final long INGRESS_OF_CLIENT = 3;
    private static final long BROKER = 4;
    private static final long BROKER_DOOR = 5;
    private static final long CLIENT = 6;
    private static final long JOBS = 7;
    private static final long BROKER_OF_JOBS = 8;

    private static final List<Connection> ALL = List.of(
            new Connection(80, 0, true, INGRESS_DOOR),
            new Connection(9092, 0, true, BROKER_DOOR),
            new Connection(40_001, 9092, false, INGRESS),
            new Connection(9092, 40_001, false, BROKER),
            new Connection(40_002, 80, false, CLIENT),
            new Connection(80, 40_002, false, INGRESS_OF_CLIENT),
            new Connection(40_003, 9092, false, JOBS),
            new Connection(9092, 40_003, false, BROKER_OF_JOBS));

    @Test
    void whatIsConnectedIsCutBothWaysAndMayNotConnectAgain() {
        assertEquals(
                List.of(
                        List.of("--sport", "40001", "--dport", "9092"),
                        List.of("--sport", "9092", "--dport", "40001"),
                        List.of("--dport", "9092", "--syn")),
                CutLink.rules(
                        ALL,
                        Set.of(INGRESS, INGRESS_DOOR, INGRESS_OF_CLIENT),
                        Set.of(BROKER, BROKER_DOOR, BROKER_OF_JOBS)));
    }

    @Test
    void whereNobodyIsConnectedTheOtherSideCannotBeginEither() {
        List<Connection> all = List.of(
                new Connection(6122, 0, true, INGRESS_DOOR),
                new Connection(40_001, 9092, false, INGRESS),
                new Connection(9092, 40_001, false, BROKER));

        assertEquals(
                List.of("--dport", "6122", "--syn"),
                CutLink.rules(all, Set.of(INGRESS, INGRESS_DOOR), Set.of(BROKER))
                        .get(2));
    }

    @Test
    void whatDoesNotMeetIsNotCut() {
        assertEquals(List.of(), CutLink.rules(ALL, Set.of(CLIENT), Set.of(BROKER)));
    }

    @Test
    void aLineOfProcTellsPortsAndInode() {
        assertEquals(
                new Connection(8080, 35_025, false, 123_456),
                Connection.parse(
                        "   3: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:88D1 01"
                                + " 00000000:00000000 00:00000000 00000000     0        0 123456 1 0000000000000000 20 4 30 10 -1"));
        assertEquals(
                new Connection(8080, 0, true, 7),
                Connection.parse("   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0"
                        + "        0 7 1 0000000000000000 100 0 0 10 0"));
    }
}
