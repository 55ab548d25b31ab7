package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class DeadPortTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void connectionsAreRefusedAndNobodyElseGetsIt() throws IOException {
        try (DeadPort dead = DeadPort.open()) {
            assertThrows(ConnectException.class, () -> new Socket(HERE, dead.number()));
            assertThrows(BindException.class, () -> new ServerSocket(dead.number(), 1, HERE));
        }
    }
}
