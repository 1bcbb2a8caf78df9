/** Singulars: of all other messages the text in the code is the English one. */
export const english: Readonly<Record<string, string>> = {
  "{{count}} runs have no result; the next began from the last good state._one":
    "{{count}} run has no result; the next began from the last good state.",
  "one HTML file that needs no network: figure, {{count}} frames to play, numbers and spec; the run is computed again_one":
    "one HTML file that needs no network: figure, {{count}} frame, numbers and spec; the run is computed again",
  "all fields at {{count}} steps from the start, {{size}} or less; the run is computed again_one":
    "all fields at {{count}} step from the start, {{size}} or less; the run is computed again",
  "{{width}} × {{height}} pixels, {{count}} frames, {{seconds}} s_one": "{{width}} × {{height}} pixels, {{count}} frame, {{seconds}} s",
  "the last {{count}} steps are computed again_one": "the last step is computed again",
  "Show {{count}} more_one": "Show {{count}} more",
  "The last {{count}} steps are computed again._one": "The last step is computed again.",
  "Deleted {{count}}. Deleted runs can be brought back for 30 days._one": "Deleted {{count}}. A deleted run can be brought back for 30 days.",
  "{{count}} of {{all}} picked_one": "{{count}} of {{all}} picked",
  "{{count}} kept_one": "{{count}} kept",
  "Delete {{count}} deleted for good_one": "Delete {{count}} deleted for good",
  "{{count}} changes in flight_one": "{{count}} change in flight",
  "{{count}} runs side by side_one": "{{count}} run alone",
  "{{count}} states_one": "{{count}} state",
  "{{count}} places_one": "{{count}} place",
  "{{count}} states of this run are at hand, spread over all its steps. Any other step is computed from the one before it, to the same bits._one":
    "{{count}} state of this run is at hand. Any other step is computed from it, to the same bits.",
  "{{count}} runs_one": "{{count}} run",
  "{{count}} chosen_one": "{{count}} chosen",
  "{{count}} s_one": "{{count}} s",
  "{{count}} min_one": "{{count}} min",
  "{{count}} cells are not above 0 and have no logarithm_one": "{{count}} cell is not above 0 and has no logarithm",
  "{{title}} in {{count}} probed cells over time_one": "{{title}} in {{count}} probed cell over time",
};
