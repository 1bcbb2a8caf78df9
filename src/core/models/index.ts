import type { Model } from "../define/model";
import { registry } from "../define/registry";
import { alievPanfilov } from "./aliev-panfilov";
import { allenCahn } from "./allen-cahn";
import { barkley } from "./barkley";
import { brusselator } from "./brusselator";
import { burgers } from "./burgers";
import { cahnHilliard } from "./cahn-hilliard";
import { complexGinzburgLandau } from "./complex-ginzburg-landau";
import { cyclicCompetition } from "./cyclic-competition";
import { fisherKpp } from "./fisher-kpp";
import { fitzhughNagumo } from "./fitzhugh-nagumo";
import { giererMeinhardt } from "./gierer-meinhardt";
import { grayScott } from "./gray-scott";
import { heat } from "./heat";
import { kellerSegel } from "./keller-segel";
import { klausmeier } from "./klausmeier";
import { kobayashi } from "./kobayashi";
import { kuramotoSivashinsky } from "./kuramoto-sivashinsky";
import { lambdaOmega } from "./lambda-omega";
import { lengyelEpstein } from "./lengyel-epstein";
import { mfn } from "./mfn";
import { mfnIons } from "./mfn-ions";
import { mfnReference } from "./mfn-reference";
import { nagumo } from "./nagumo";
import { oregonator } from "./oregonator";
import { physarum } from "./physarum";
import { porousMedium } from "./porous-medium";
import { rosenzweigMacarthur } from "./rosenzweig-macarthur";
import { schnakenberg } from "./schnakenberg";
import { schroedinger } from "./schroedinger";
import { sineGordon } from "./sine-gordon";
import { sir } from "./sir";
import { swiftHohenberg } from "./swift-hohenberg";
import { thinFilm } from "./thin-film";
import { thomas } from "./thomas";
import { turing } from "./turing";
import { wave } from "./wave";

/** The order here is the order in the menu. */
export const models = registry<Model>(
  "model",
  [
    grayScott,
    turing,
    schnakenberg,
    brusselator,
    giererMeinhardt,
    thomas,
    lengyelEpstein,
    oregonator,
    fitzhughNagumo,
    nagumo,
    barkley,
    alievPanfilov,
    lambdaOmega,
    complexGinzburgLandau,
    swiftHohenberg,
    kuramotoSivashinsky,
    allenCahn,
    cahnHilliard,
    kobayashi,
    thinFilm,
    heat,
    wave,
    schroedinger,
    sineGordon,
    burgers,
    porousMedium,
    fisherKpp,
    kellerSegel,
    klausmeier,
    rosenzweigMacarthur,
    cyclicCompetition,
    sir,
    physarum,
    mfn,
    mfnIons,
    mfnReference,
  ],
  "spec/unknown-model",
);
