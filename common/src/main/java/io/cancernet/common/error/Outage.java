package io.cancernet.common.error;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;

/** Infrastructure that is away: no fault of the work at hand, which waits and is tried again. */
public class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE classes and codes: connection, resources, operator intervention, serialization, read-only standby. */
    private static final List<String> SQL_STATES = List.of("08", "53", "57P", "40001", "40P01", "25006");

    private static final int DEEPEST_CAUSE = 20;

    public Outage(String message) {
        super(message);
    }

    public Outage(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this failure, or one of its causes, says that a store or broker is away for now. */
    public static boolean isOutage(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Outage
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql && isOutage(sql))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** What an outage's failure tells a person: the words of the first {@link Outage}, which know most. */
    public static String reason(Throwable failure) {
        String reason = "a store or server does not answer";
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Outage && cause.getMessage() != null) {
                reason = cause.getMessage();
            }
            cause = cause.getCause();
        }
        return reason;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState();
        if (state == null) {
            // Agroal's own failures carry no SQLSTATE: the pool is closed, empty, or cannot connect.
            return String.valueOf(sql.getMessage()).contains("cquisition timeout");
        }
        return SQL_STATES.stream().anyMatch(state::startsWith);
    }
}
