/** Sources on web servers. */
@NullMarked
package io.cancernet.dataset.source.http;

import org.jspecify.annotations.NullMarked;
