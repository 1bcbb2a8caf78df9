/**
 * Membranes: what is known by name, and where each thing is.
 *
 * - One ion: `nernst.ts`. Many ions: `ghk.ts` (current, potential), `current-voltage.ts` (curves, conductances, permeability ratios).
 * - A kind of ion is a line of `ions.ts`. A cell at rest is a file of `cells/`, a pump or exchanger one of `transporters/`, a channel one of
 *   `channels/`, an equation in time one of `models/`; each is a definition (`core/define/membrane.ts`) and a line below. Forms, help, the
 *   command line and the tests are read off it.
 * - `conductance-model.ts` makes a model of channels, `compartment-model.ts` one of ions and transporters with amounts that change.
 * - `simulate.ts` runs a model under a clamp (`protocol.ts`) with the stiff integrator of `integration/`; `spikes.ts` measures the trace.
 * - `document.ts` and `simulation-document.ts` read the JSON files of `mfn ion`; `ghk-report.ts`, `pump-report.ts`, `curve-report.ts` and
 *   `simulation-report.ts` are what it prints.
 *
 * Potentials are inside against outside; currents outward positive, µA/cm². The calculators take volts, mol/L, kelvin and cm/s; models in
 * time take mV and mM, as their papers do.
 */
import type { Channel, MembraneModel, RestingCell, Transporter } from "../define/membrane";
import { registry } from "../define/registry";
import { cardiacMyocyte } from "./cells/cardiac-myocyte";
import { mammalianNeuron } from "./cells/mammalian-neuron";
import { neurosporaHypha } from "./cells/neurospora-hypha";
import { plantCell } from "./cells/plant-cell";
import { squidAxon } from "./cells/squid-axon";
import { squidLeak } from "./channels/squid-leak";
import { squidPotassium } from "./channels/squid-potassium";
import { squidSodium } from "./channels/squid-sodium";
import { calciumClearance } from "./models/calcium-clearance";
import { calciumPlasticity } from "./models/calcium-plasticity";
import { fitzhughNagumo } from "./models/fitzhugh-nagumo";
import { fungalHypha } from "./models/fungal-hypha";
import { hodgkinHuxley } from "./models/hodgkin-huxley";
import { hodgkinHuxleyIons } from "./models/hodgkin-huxley-ions";
import { pumpLeakCell } from "./models/pump-leak-cell";
import { calciumPump } from "./transporters/calcium-pump";
import { protonPump } from "./transporters/proton-pump";
import { sodiumCalciumExchanger } from "./transporters/sodium-calcium-exchanger";
import { sodiumPotassiumPump } from "./transporters/sodium-potassium-pump";
import { squidSodiumPump } from "./transporters/squid-sodium-pump";

/** The order here is the order in menus. */
export const restingCells = registry<RestingCell>("cell", [squidAxon, mammalianNeuron, cardiacMyocyte, plantCell, neurosporaHypha]);
export const transporters = registry<Transporter>("transporter", [
  sodiumPotassiumPump,
  squidSodiumPump,
  calciumPump,
  sodiumCalciumExchanger,
  protonPump,
]);
export const channels = registry<Channel>("channel", [squidSodium, squidPotassium, squidLeak]);
export const membraneModels = registry<MembraneModel>("membrane model", [
  hodgkinHuxley,
  hodgkinHuxleyIons,
  fitzhughNagumo,
  pumpLeakCell,
  calciumClearance,
  fungalHypha,
  calciumPlasticity,
]);
