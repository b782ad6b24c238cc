using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>
/// A simulation ready to run: chunk after chunk, anywhere, in any order; merging them gives the same bytes however they were spread.
/// </summary>
public sealed class SimulationPlan
{
    /// <summary>Draws of one chunk.</summary>
    public const int ChunkSize = BlockSimulation.ChunkSize;

    /// <summary>Most draws of one simulation.</summary>
    public const long MaxSamples = 10_000_000;

    /// <summary>Draws kept for quantiles over all outputs, half of them for the outcome: 16 MiB, sorted in a tenth of a second.</summary>
    private const long CollectBudget = 1 << 21;

    /// <summary>Draws kept for an output's quantiles whatever the budget.</summary>
    private const long LeastCollected = 2 * BlockProgram.BlockSize;

    /// <summary>Name, centre, scale, limit and place of an output.</summary>
    private const long BytesOfOutput = 64;

    private SimulationPlan(SimulationSpec spec, CompiledModel model, Abduction abduction, CancellationToken cancellation)
    {
        Spec = spec;
        Model = model;
        Evidence = [.. abduction.Evidence];
        var (outputs, variables) = Outputs(abduction, cancellation);
        OutputVariables = variables;
        IsFixed = [.. outputs.Select(output => abduction.Graph.ConstantOf(output.Node) is not null)];
        Reaching = spec.Predicted == 0 ? [] : ReachingOutcome(abduction, outputs[OutcomeOf(0)].Node);
        var found = EvidenceSearch.Find(abduction, spec.Samples, spec.Seed, cancellation);
        var weights = found is null ? -1 : abduction.AddFoundWeights();
        IsSought = found is not null;
        var (program, weighted) = Counterfactual.Predict(abduction, outputs);
        Simulation = new BlockSimulation(
            program,
            weighted,
            Streams(abduction, spec.Seed, found, weights),
            Collected(),
            [.. Enumerable.Range(0, spec.Ranked).Select(world => spec.Goal.Kind == GoalKind.Maximize ? OutcomeOf(world) : ScoreOf(world))])
            .Pilot(cancellation);
    }

    /// <summary>What is simulated.</summary>
    public SimulationSpec Spec { get; }

    /// <summary>The compiled model.</summary>
    public CompiledModel Model { get; }

    /// <summary>What became of the evidence.</summary>
    public ImmutableArray<AbductedEvidence> Evidence { get; }

    /// <summary>Number of chunks.</summary>
    public int Chunks => (int)((Spec.Samples + ChunkSize - 1) / ChunkSize);

    /// <summary>Whether evidence gives the draws unequal weights.</summary>
    public bool IsWeighted => Simulation.Weighted;

    /// <summary>Memory it takes, roughly; without the tables of its distributions, which plans share.</summary>
    internal long Bytes => (Simulation.Program.Instructions.Length * Unsafe.SizeOf<Instruction>())
        + (Model.Nodes * Unsafe.SizeOf<FormulaNode>())
        + (Spec.Worlds.Sum(world => world.Changes.Length + 1L) * Unsafe.SizeOf<VariableIntervention>())
        + (OutputVariables.Length * BytesOfOutput);

    /// <summary>Were draws that agree with the evidence searched for, because the model hardly ever makes one?</summary>
    public bool IsSought { get; }

    internal BlockSimulation Simulation { get; }

    /// <summary>The same simulation that keeps no draw for quantiles.</summary>
    internal BlockSimulation WithoutDraws => field ??= Simulation.KeepingNothing();

    /// <summary>Whether an output is one number by the model itself, whatever is drawn.</summary>
    internal ImmutableArray<bool> IsFixed { get; }

    /// <summary>The random inputs of the model that reach the outcome of the first world.</summary>
    internal ImmutableArray<ModelInput> Reaching { get; }

    /// <summary>The variable of each output, for messages.</summary>
    internal ImmutableArray<string> OutputVariables { get; }

    /// <summary>Compiles a simulation: abduction, action and prediction for all worlds as one program that shares what they have in common.</summary>
    /// <param name="spec">What to simulate.</param>
    /// <param name="model">Its model where it is compiled already.</param>
    /// <param name="distributions">Distributions shared with other plans; null where there are no others.</param>
    /// <param name="cancellation">Stops within milliseconds.</param>
    /// <exception cref="InputException">The model, a name or the evidence is wrong, or the whole is too large.</exception>
    public static SimulationPlan Compile(
        SimulationSpec spec, CompiledModel? model = null, DistributionShelf? distributions = null, CancellationToken cancellation = default)
    {
        if (spec.Samples is < 1 or > MaxSamples)
        {
            throw new InputException("/samples", $"'samples' is {spec.Samples}; it must lie between 1 and {MaxSamples}.");
        }

        if (spec.Worlds.Length > SimulationSpec.MaxWorlds)
        {
            throw new InputException(
                "/scenarios",
                $"{spec.Worlds.Length} worlds would have to be simulated; the limit is {SimulationSpec.MaxWorlds}. Ask for fewer scenarios at once.");
        }

        model ??= CompiledModel.Compile(spec.Model, spec.AssumedMeans, cancellation);
        model.CheckSize(spec.Worlds.Length, "/scenarios");
        return Guarded(() => new SimulationPlan(
            spec,
            model,
            Counterfactual.Abduct(model, spec.Evidence, distributions ?? new DistributionShelf(), cancellation),
            cancellation));
    }

    /// <summary>Makes the draws of one chunk; the same for the same chunk on any machine.</summary>
    /// <param name="chunk">From 0 to <see cref="Chunks"/> − 1.</param>
    /// <param name="cancellation">Stops within a millisecond or so.</param>
    public ChunkResult SimulateChunk(int chunk, CancellationToken cancellation) => Simulation.Simulate(chunk, Spec.Samples, cancellation);

    /// <summary>Merges chunks: all of them, or the first ones where time ran out.</summary>
    /// <param name="chunks">Results in any order; none twice, and at least one.</param>
    /// <exception cref="InputException">Too many draws are not finite, or none agrees with the evidence.</exception>
    public SimulationResult Merge(IEnumerable<ChunkResult> chunks) => SimulationMerge.Merge(this, [.. chunks.OrderBy(chunk => chunk.Chunk)]);

    /// <summary>Runs all chunks one after the other.</summary>
    public SimulationResult Simulate(CancellationToken cancellation) =>
        Merge(Enumerable.Range(0, Chunks).Select(chunk => SimulateChunk(chunk, cancellation)));

    /// <summary>Output of a world's outcome.</summary>
    internal int OutcomeOf(int world) =>
        world < Spec.Predicted
            ? (world * Spec.Outputs.Length) + Spec.Outputs.IndexOf(Spec.Outcome)
            : (Spec.Predicted * Spec.Outputs.Length) + world - Spec.Predicted;

    /// <summary>Output of a variable in a predicted world.</summary>
    internal int OutputOf(int world, int variable) => (world * Spec.Outputs.Length) + variable;

    /// <summary>Output of a ranked world's score, where that is not its outcome.</summary>
    internal int ScoreOf(int world) => ContrastOutput(Spec.Contrasts.Length) + world;

    /// <summary>Output of a contrast.</summary>
    internal int ContrastOutput(int contrast) => (Spec.Predicted * Spec.Outputs.Length) + Spec.Worlds.Length - Spec.Predicted + contrast;

    /// <summary>Streams of the inputs by index; those of a second, independent sample have a purpose of their own.</summary>
    internal static ImmutableArray<InputStream> Streams(Abduction abduction, ulong seed, string sample = "") =>
    [
        .. abduction.Distributions.Select(
            (distribution, i) => new InputStream(distribution, new CounterRandom(seed, StreamOf(abduction, i, sample)))),
    ];

    /// <summary>The same with the draws that were found.</summary>
    private static ImmutableArray<InputStream> Streams(Abduction abduction, ulong seed, SoughtDraws? found, int weights)
    {
        var streams = Streams(abduction, seed).ToBuilder();
        for (var row = 0; row < (found?.Inputs.Length ?? 0); row++)
        {
            var input = found!.Inputs[row];
            streams[input] = new FoundStream(streams[input].Distribution, streams[input].Random, found.Values[row], found.Draws);
        }

        if (found is not null)
        {
            streams[weights] = new FoundStream(streams[weights].Distribution, streams[weights].Random, null, found.Draws);
        }

        return streams.ToImmutable();
    }

    private static ulong StreamOf(Abduction abduction, int input, string sample) => input < abduction.Model.Inputs.Length
        ? CounterRandom.StreamOf(abduction.Model.Inputs[input].Name, abduction.Model.Inputs[input].Purpose + sample)
        : CounterRandom.StreamOf($"{input - abduction.Model.Inputs.Length}", "choice" + sample);

    /// <summary>Turns a full expression graph into the caller's mistake.</summary>
    internal static T Guarded<T>(Func<T> compile)
    {
        try
        {
            return compile();
        }
        catch (GraphFullException)
        {
            throw new InputException(
                "/model/equations",
                $"The formulas of all worlds together have more than {ExpressionGraph.MaxNodes} distinct operations; "
                + "simplify them or ask for fewer scenarios at once.");
        }
    }

    private (List<ProgramOutput> Outputs, ImmutableArray<string> Variables) Outputs(Abduction abduction, CancellationToken cancellation)
    {
        Model.Check(Spec.Outputs, "/outcome");
        var outputs = new List<ProgramOutput>();
        var variables = ImmutableArray.CreateBuilder<string>();
        var outcomes = new int[Spec.Worlds.Length];
        for (var world = 0; world < Spec.Worlds.Length; world++)
        {
            cancellation.ThrowIfCancellationRequested();
            Model.Check(Spec.Worlds[world]);
            var nodes = Counterfactual.Act(abduction, Spec.Worlds[world]);
            outcomes[world] = nodes[Spec.Outcome];
            foreach (var variable in world < Spec.Predicted ? Spec.Outputs : [Spec.Outcome])
            {
                outputs.Add(new ProgramOutput(nodes[variable], IsScore && variable == Spec.Outcome && world < Spec.Ranked));
                variables.Add(variable);
            }
        }

        var graph = abduction.Graph;
        foreach (var contrast in Spec.Contrasts)
        {
            var sum = contrast.Terms
                .Select(term => graph.Apply(FormulaOp.Multiply, outcomes[term.World], graph.Constant(term.Coefficient)))
                .Aggregate((a, b) => graph.Apply(FormulaOp.Add, a, b));
            outputs.Add(new ProgramOutput(sum, false));
            variables.Add(Spec.Outcome);
        }

        for (var world = 0; world < Spec.Ranked && !IsScore; world++)
        {
            var distance = graph.Apply(FormulaOp.Abs, graph.Apply(FormulaOp.Subtract, outcomes[world], graph.Constant(Spec.Goal.Target)));
            var loss = Spec.Goal.Kind == GoalKind.Minimize ? outcomes[world] : distance;
            outputs.Add(new ProgramOutput(graph.Apply(FormulaOp.Negate, loss), Pinned: true));
            variables.Add(Spec.Outcome);
        }

        return (outputs, variables.ToImmutable());
    }

    /// <summary>Whether the outcome itself is what ranked worlds compete for.</summary>
    private bool IsScore => Spec.Goal.Kind == GoalKind.Maximize;

    private static ImmutableArray<ModelInput> ReachingOutcome(Abduction abduction, int outcome) =>
    [
        .. ExpressionAlgebra.InputsOf(abduction.Graph, [outcome])
            .Where(input => input < abduction.Model.Inputs.Length)
            .Select(input => abduction.Model.Inputs[input]),
    ];

    /// <summary>
    /// How many draws of each output to keep: the outcome's of every predicted world, and those of all outputs where there is one world.
    /// </summary>
    private ImmutableArray<long> Collected()
    {
        var limits = new long[OutputVariables.Length];
        var predicted = Math.Max(1, Spec.Predicted);
        var others = predicted == 1 ? Spec.Outputs.Length - 1 : 0;
        for (var world = 0; world < Spec.Predicted; world++)
        {
            limits[OutcomeOf(world)] = Share(predicted);
            for (var variable = 0; variable < Spec.Outputs.Length && others > 0; variable++)
            {
                var output = OutputOf(world, variable);
                limits[output] = output == OutcomeOf(world) ? limits[output] : Share(others);
            }
        }

        return [.. limits];

        long Share(int parts) =>
            Math.Min(Spec.Samples, Math.Max(LeastCollected, CollectBudget / 2 / parts / BlockProgram.BlockSize * BlockProgram.BlockSize));
    }
}
