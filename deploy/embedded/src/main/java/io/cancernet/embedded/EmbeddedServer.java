package io.cancernet.embedded;

/**
 * One server of the child JVM, which can be stopped and started again alone.
 *
 * <p>An instance keeps its port and its data directory over stops. Calls come from one thread at a time.
 */
public interface EmbeddedServer {

    /** Starts the server and returns once it answers. */
    void start() throws Exception;

    /** Stops the server, keeping its data; a server that does not run is left alone. */
    void stop() throws Exception;
}
