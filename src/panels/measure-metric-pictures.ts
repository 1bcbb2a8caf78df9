import type { BoxCountingDetail } from "../core/metrics/box-counting";
import type { ConnectedComponentsDetail } from "../core/metrics/connected-components";
import type { CorrelationDimensionDetail } from "../core/metrics/correlation-dimension";
import type { CorrelationLengthDetail } from "../core/metrics/correlation-length";
import type { DifferentialBoxCountingDetail } from "../core/metrics/differential-box-counting";
import type { DimensionOverThresholdDetail } from "../core/metrics/dimension-over-threshold";
import type { EulerNumberDetail } from "../core/metrics/euler-number";
import type { InformationDimensionDetail } from "../core/metrics/information-dimension";
import type { BoxMasses } from "../core/metrics/lacunarity";
import type { LocalDimensionDetail } from "../core/metrics/local-dimension";
import type { MassRadiusDetail } from "../core/metrics/mass-radius-dimension";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { MinkowskiDetail } from "../core/metrics/minkowski-functionals";
import type { MultifractalDetail } from "../core/metrics/multifractal-spectrum";
import type { PerimeterAreaDetail } from "../core/metrics/perimeter-area-dimension";
import type { PersistentHomologyDetail } from "../core/metrics/persistent-homology";
import type { SkeletonGraphDetail } from "../core/metrics/skeleton-graph";
import type { SpectralSlopeDetail } from "../core/metrics/spectral-slope";
import type { StructureFactorDetail } from "../core/metrics/structure-factor";
import type { VariogramDetail } from "../core/metrics/variogram";
import type { ImageOverview } from "../state/measure-slice";
import { formatSetting } from "../ui/format";
import type { DataTableProps } from "../views/data-table";
import type { ScalingFacts } from "../views/scaling-plot";
import { correlationLengthPicture, multifractalPicture, persistencePicture, structureFactorPicture } from "./measure-metric-grey-pictures";
import type { MetricPicture, MetricPlot, SideFact } from "./measure-metric-picture";
import {
  boxCountingPicture,
  correlationPicture,
  differentialPicture,
  informationPicture,
  massRadiusPicture,
  perimeterAreaPicture,
  spectralSlopePicture,
  variogramPicture,
} from "./measure-metric-scaling-pictures";
import {
  componentsPicture,
  eulerPicture,
  lacunarityPicture,
  localDimensionPicture,
  minkowskiPicture,
  skeletonPicture,
} from "./measure-metric-shape-pictures";
import { dimensionOverThresholdPicture } from "./measure-metric-threshold-picture";
import { cellEdgeOf, scalingIn } from "./measure-units";

/** What each metric tells beside its value. */
interface MetricDetails {
  "box-counting": BoxCountingDetail;
  "information-dimension": InformationDimensionDetail;
  "correlation-dimension": CorrelationDimensionDetail;
  "mass-radius-dimension": MassRadiusDetail;
  "perimeter-area-dimension": PerimeterAreaDetail;
  "local-dimension": LocalDimensionDetail;
  lacunarity: BoxMasses;
  "connected-components": ConnectedComponentsDetail;
  "euler-number": EulerNumberDetail;
  "minkowski-functionals": MinkowskiDetail;
  "skeleton-graph": SkeletonGraphDetail;
  "differential-box-counting": DifferentialBoxCountingDetail;
  variogram: VariogramDetail;
  "spectral-slope": SpectralSlopeDetail;
  "multifractal-spectrum": MultifractalDetail;
  "correlation-length": CorrelationLengthDetail;
  "structure-factor": Pick<StructureFactorDetail, "k" | "power"> & Partial<StructureFactorDetail>;
  "persistent-homology": PersistentHomologyDetail;
  "dimension-over-threshold": DimensionOverThresholdDetail;
}

/** By the metric's id. One that is not here shows the plain numbers of its detail. */
const pictures: { readonly [Id in keyof MetricDetails]: MetricPicture<MetricDetails[Id]> } = {
  "box-counting": boxCountingPicture,
  "information-dimension": informationPicture,
  "correlation-dimension": correlationPicture,
  "mass-radius-dimension": massRadiusPicture,
  "perimeter-area-dimension": perimeterAreaPicture,
  "local-dimension": localDimensionPicture,
  lacunarity: lacunarityPicture,
  "connected-components": componentsPicture,
  "euler-number": eulerPicture,
  "minkowski-functionals": minkowskiPicture,
  "skeleton-graph": skeletonPicture,
  "differential-box-counting": differentialPicture,
  variogram: variogramPicture,
  "spectral-slope": spectralSlopePicture,
  "multifractal-spectrum": multifractalPicture,
  "correlation-length": correlationLengthPicture,
  "structure-factor": structureFactorPicture,
  "persistent-homology": persistencePicture,
  "dimension-over-threshold": dimensionOverThresholdPicture,
};

/** All that is shown of one report beside its value. */
export interface ShownPicture {
  scaling: ScalingFacts | null;
  plots: MetricPlot[];
  asTabs: boolean;
  sideFacts: SideFact[];
  notes: string[];
  tables: DataTableProps[];
}

const nothing: ShownPicture = { scaling: null, plots: [], asTabs: false, sideFacts: [], notes: [], tables: [] };

type AnyDetail = Record<string, unknown>;

/** The picture of a report; nothing of an undefined value, unless its curve shows why. */
export function pictureOf(report: MetricReport, overview: ImageOverview): ShownPicture {
  const { metric, result, options } = report;
  const { value, detail } = result;
  if (!detail) return nothing;
  if (!Object.hasOwn(pictures, metric)) return { ...nothing, sideFacts: plainFacts(detail) };
  const picture = pictures[metric as keyof MetricDetails] as MetricPicture<AnyDetail>;
  if (value === null && !picture.drawnWhenUndefined) return nothing;
  const facts = { detail, value, options, overview, cell: cellEdgeOf(overview.calibration) };
  const scaling = picture.scaling?.(facts);
  return {
    scaling: scaling ? scalingIn(scaling, facts.cell) : null,
    plots: picture.plots?.(facts) ?? [],
    asTabs: picture.asTabs ?? false,
    sideFacts: picture.sideFacts?.(facts) ?? [],
    notes: picture.notes?.(facts) ?? [],
    tables: picture.tables?.(facts) ?? [],
  };
}

/** The numbers and words of a detail by their own names, "meanMass" as "mean mass". */
function plainFacts(detail: Readonly<AnyDetail>): SideFact[] {
  return Object.entries(detail).flatMap(([name, value]): SideFact[] => {
    const words = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
    if (typeof value === "number") return [[words, formatSetting(value)]];
    return typeof value === "string" || typeof value === "boolean" ? [[words, String(value)]] : [];
  });
}
