package io.cancernet.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void refusedConnection_deepInTheCauses_isAnOutage() {
        assertThat(Outage.isOutage(new IllegalStateException(new RuntimeException(new ConnectException("refused")))))
                .isTrue();
    }

    @Test
    void databaseGoingDown_isAnOutage() {
        assertThat(Outage.isOutage(new SQLException("terminating connection", "57P01")))
                .isTrue();
        assertThat(Outage.isOutage(new SQLException("connection lost", "08006")))
                .isTrue();
        assertThat(Outage.isOutage(new SQLException("Sorry, acquisition timeout!")))
                .isTrue();
    }

    @Test
    void violatedConstraint_isNone() {
        assertThat(Outage.isOutage(new SQLIntegrityConstraintViolationException("duplicate key", "23505")))
                .isFalse();
        assertThat(Outage.isOutage(new IllegalArgumentException("bad"))).isFalse();
    }

    @Test
    void causeThatPointsToItself_ends() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(Outage.isOutage(first)).isFalse();
    }
}
