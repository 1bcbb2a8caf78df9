import type { FastifyInstance } from "fastify";
import type { ServerParts } from "../parts";
import { engineRoutes } from "./engine";
import { healthRoute } from "./health";

/** Adds routes to a server. */
export type Routes = (app: FastifyInstance, parts: ServerParts) => void | Promise<void>;

/** All that the server answers: a further group of routes is one file and its line here. */
export const routeGroups: readonly Routes[] = [healthRoute, engineRoutes];
