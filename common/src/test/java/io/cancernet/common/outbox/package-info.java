@NullMarked
package io.cancernet.common.outbox;

import org.jspecify.annotations.NullMarked;
