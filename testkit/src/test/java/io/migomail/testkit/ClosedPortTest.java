package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ClosedPortTest {
    @Test
    void whoeverConnectsIsRefusedAndNobodyElseCanListen() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ClosedPort closed = ClosedPort.hold()) {
            assertThrows(ConnectException.class, () -> new Socket(here, closed.port()).close());
            assertThrows(BindException.class, () -> new ServerSocket(closed.port(), 1, here).close());
            assertThrows(BindException.class, () -> new ServerSocket(closed.port()).close());
        }
    }
}
