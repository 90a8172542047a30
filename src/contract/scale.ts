/**
 * What the durations and sizes of slow checks are multiplied with. A gateway of ours with a limit of a
 * minute, tried at a twentieth, has one of three seconds and is asked for silences a twentieth as long.
 */
export interface Scale {
  readonly time: number;
  readonly size: number;
}

/** As the contract has them. */
export const FULL_SCALE: Scale = { time: 1, size: 1 };
