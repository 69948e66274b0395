@NullMarked
package io.cancernet.common.kafka;

import org.jspecify.annotations.NullMarked;
