package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutProxyTest {
    private static final int PATIENCE = 10_000;
    private static final int SILENCE = 300;

    private ServerSocket echo;
    private CutProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        proxy = CutProxy.start(0, echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void octetsPassInBothDirections() throws IOException {
        try (Socket socket = connect()) {
            assertEquals('a', answer(socket, 'a'));
        }
    }

    @Test
    void whileItIsCutNobodyIsAnsweredAndNobodyIsTold() throws IOException {
        try (Socket old = connect()) {
            assertEquals('a', answer(old, 'a'));
            proxy.cut();
            old.setSoTimeout(SILENCE);
            assertThrows(SocketTimeoutException.class, () -> answer(old, 'b'));
            try (Socket fresh = connect()) {
                fresh.setSoTimeout(SILENCE);
                assertThrows(SocketTimeoutException.class, () -> answer(fresh, 'c'));
            }
        }
    }

    @Test
    void healedItPassesNewConnectionsAndHasResetTheOldOnes() throws IOException {
        try (Socket old = connect()) {
            assertEquals('a', answer(old, 'a'));
            proxy.cut();
            proxy.heal();
            assertThrows(IOException.class, () -> {
                if (answer(old, 'b') < 0) {
                    throw new IOException("ended");
                }
            });
        }
        try (Socket fresh = connect()) {
            assertEquals('c', answer(fresh, 'c'));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static int answer(Socket socket, int octet) throws IOException {
        socket.getOutputStream().write(octet);
        return socket.getInputStream().read();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> repeat(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
            }
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The client is gone.
        }
    }
}
