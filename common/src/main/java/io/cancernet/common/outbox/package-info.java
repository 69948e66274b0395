/** The transactional outbox: events that announce a change of Postgres. */
@NullMarked
package io.cancernet.common.outbox;

import org.jspecify.annotations.NullMarked;
