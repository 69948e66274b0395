/** Backup and restore of what CancerNet keeps: Postgres' rows and the object store's files, with their hashes. */
@NullMarked
package io.cancernet.backup;

import org.jspecify.annotations.NullMarked;
