using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Optimisation;

/// <summary>
/// What earlier steps hand on, as a part that the plan decides and one that chance does: by how much each draw lies off the mean, whatever the plan.
/// </summary>
/// <remarks>This holds where random inputs only add to what is handed on, and what they added is handed on in fixed proportion.</remarks>
internal sealed class StepPaths
{
    private StepPaths(double[][][] offsets) => Offsets = offsets;

    /// <summary>By step, from before the first, and lag, each draw's distance from the mean; empty where there is none.</summary>
    public double[][][] Offsets { get; }

    /// <summary>Separates the parts; null where they cannot be separated.</summary>
    public static StepPaths? Of(PlanProblem problem, StepSimulation step, PlanSample sample)
    {
        var random = RandomLags(problem, step);
        var kinds = KindsOf(problem, step, random);
        var handed = problem.Lags.Select(lag => step.World[lag.Variable]).ToArray();
        if (!handed.All(node => Splits(step.Graph, kinds, node)))
        {
            return null;
        }

        return random.Contains(true)
            ? Simulated(problem, step, sample, handed)
            : new StepPaths([.. Enumerable.Range(0, problem.Horizon).Select(_ => problem.Lags.Select(_ => Array.Empty<double>()).ToArray())]);
    }

    /// <summary>Which lags depend on random inputs, at once or by way of others.</summary>
    private static bool[] RandomLags(PlanProblem problem, StepSimulation step)
    {
        var random = new bool[problem.Lags.Length];
        for (var before = -1; before != random.Count(one => one);)
        {
            before = random.Count(one => one);
            var kinds = KindsOf(problem, step, random);
            for (var lag = 0; lag < random.Length; lag++)
            {
                random[lag] |= (kinds[step.World[problem.Lags[lag].Variable]] & Kind.Chance) != 0;
            }
        }

        return random;
    }

    private static Kind[] KindsOf(PlanProblem problem, StepSimulation step, bool[] randomLags)
    {
        var kinds = new Kind[step.Graph.Nodes.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            var node = step.Graph[i];
            kinds[i] = node.Op == FormulaOp.Input
                ? OfInput((int)node.Bits)
                : Under(node.A) | Under(node.B) | Under(node.C);
        }

        return kinds;

        Kind Under(int node) => node < 0 ? Kind.Fixed : kinds[node];

        Kind OfInput(int input) => input < problem.Model.Inputs.Length ? Kind.Drawn
            : input < step.LagInput(0) ? Kind.Decided
            : randomLags[input - step.LagInput(0)] ? Kind.Handed : Kind.Decided;
    }

    /// <summary>Is a node a sum of what is decided, of fixed multiples of random lags, and of what is drawn?</summary>
    private static bool Splits(ExpressionGraph graph, Kind[] kinds, int at)
    {
        var (node, kind) = (graph[at], kinds[at]);
        if (kind is Kind.Fixed or Kind.Decided or Kind.Drawn || node.Op == FormulaOp.Input)
        {
            return true;
        }

        return node.Op switch
        {
            FormulaOp.Add or FormulaOp.Subtract => Splits(graph, kinds, node.A) && Splits(graph, kinds, node.B),
            FormulaOp.Negate => Splits(graph, kinds, node.A),
            FormulaOp.Multiply => (kinds[node.A] == Kind.Fixed && Splits(graph, kinds, node.B))
                || (kinds[node.B] == Kind.Fixed && Splits(graph, kinds, node.A)),
            FormulaOp.Divide => kinds[node.B] == Kind.Fixed && Splits(graph, kinds, node.A),
            _ => false,
        };
    }

    private static StepPaths? Simulated(PlanProblem problem, StepSimulation step, PlanSample sample, int[] handed)
    {
        var decisions = problem.Decisions.Select(decision => Math.Clamp(decision.Start, decision.Low, decision.High)).ToArray();
        var offsets = new double[problem.Horizon][][];
        offsets[0] = [.. problem.Lags.Select(_ => Array.Empty<double>())];
        var paths = problem.Lags.Select(lag => Enumerable.Repeat(lag.Start, sample.Draws).ToArray()).ToArray();
        var values = new double[step.Graph.Nodes.Length];
        for (var own = 1; own < problem.Horizon; own++)
        {
            var next = problem.Lags.Select(_ => new double[sample.Draws]).ToArray();
            for (var draw = 0; draw < sample.Draws; draw++)
            {
                Settle(own - 1, draw);
                for (var lag = 0; lag < next.Length; lag++)
                {
                    next[lag][draw] = values[handed[lag]];
                }
            }

            paths = next;
            offsets[own] = [.. next.Select(path => (Path: path, Mean: path.Average()))
                .Select(one => one.Path.Select(value => value - one.Mean).ToArray())];
        }

        return offsets.All(lags => lags.All(draws => draws.All(double.IsFinite))) ? new StepPaths(offsets) : null;

        void Settle(int own, int draw)
        {
            var (block, place) = Math.DivRem(draw, BlockProgram.BlockSize);
            for (var i = 0; i < values.Length; i++)
            {
                var node = step.Graph[i];
                values[i] = node.Op switch
                {
                    FormulaOp.Number => node.Value,
                    FormulaOp.Input when (int)node.Bits is var input => input < problem.Model.Inputs.Length
                        ? sample.DrawOf(input, own, block, place)
                        : input < step.LagInput(0) ? decisions[input - step.DecisionInput(0)] : paths[input - step.LagInput(0)][draw],
                    _ => FormulaMath.Apply(node.Op, values[node.A], node.B < 0 ? 0 : values[node.B], node.C < 0 ? 0 : values[node.C]),
                };
            }
        }
    }

    /// <summary>What a value depends on.</summary>
    [Flags]
    private enum Kind
    {
        /// <summary>On nothing.</summary>
        Fixed = 0,

        /// <summary>On decisions, of this step or earlier ones.</summary>
        Decided = 1,

        /// <summary>On this step's draws.</summary>
        Drawn = 2,

        /// <summary>On what random inputs of earlier steps left behind.</summary>
        Handed = 4,

        /// <summary>On either.</summary>
        Chance = Drawn | Handed,
    }
}
