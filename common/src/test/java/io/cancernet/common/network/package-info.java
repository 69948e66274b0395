@NullMarked
package io.cancernet.common.network;

import org.jspecify.annotations.NullMarked;
