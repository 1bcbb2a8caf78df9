import type { FastifyInstance } from "fastify";
import type { ServerParts } from "../parts";
import { accountRoutes } from "./accounts";
import { auditRoutes } from "./audit";
import { catalogueRoutes } from "./catalogue";
import { computingRoutes } from "./computing";
import { cryptoRoutes } from "./crypto";
import { docsRoute } from "./docs";
import { engineRoutes } from "./engine";
import { invitationRoutes } from "./invitations";
import { keyRoutes } from "./keys";
import { oidcRoutes } from "./oidc";
import { sessionRoutes } from "./sessions";
import { userRoutes } from "./users";
import { healthRoute } from "./health";
import { jobRoutes } from "./jobs";
import { configRoutes } from "../config/config-routes";
import { metricsRoute } from "../observe/metrics-route";
import { limitRoutes } from "./limits";
import { manifestRoutes } from "./manifests";
import { measuringRoutes } from "./measuring";
import { referenceRoutes } from "./reference";
import { sweepRoutes } from "./sweeps";
import { streamRoutes } from "./streams";

/** Adds routes to a server. */
export type Routes = (app: FastifyInstance, parts: ServerParts) => void | Promise<void>;

/** All that the server answers: a further group of routes is one file and its line here. */
export const routeGroups: readonly Routes[] = [
  healthRoute,
  metricsRoute,
  configRoutes,
  engineRoutes,
  streamRoutes,
  sessionRoutes,
  accountRoutes,
  keyRoutes,
  invitationRoutes,
  userRoutes,
  oidcRoutes,
  auditRoutes,
  referenceRoutes,
  catalogueRoutes,
  measuringRoutes,
  computingRoutes,
  limitRoutes,
  sweepRoutes,
  jobRoutes,
  cryptoRoutes,
  manifestRoutes,
  docsRoute,
];
