using Isl.Grains.Contrasts;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Robustness;

/// <summary>A model in which some variables are set to whatever is decided: outcomes as expressions in the decisions and the random inputs.</summary>
internal sealed class DecisionWorld
{
    private readonly Abduction _abduction;
    private readonly BlockProgram _program;

    /// <summary>Builds the expressions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decisions">Variables that are set.</param>
    /// <param name="outcomes">Variables that are read.</param>
    /// <param name="cancellation">Stops it.</param>
    public DecisionWorld(CompiledModel model, IReadOnlyList<string> decisions, IReadOnlyList<string> outcomes, CancellationToken cancellation)
    {
        _abduction = Counterfactual.Abduct(model, [], new DistributionShelf(), cancellation);
        FirstDecision = model.Inputs.Length;
        Decisions = decisions.Count;
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in model.Order)
        {
            var decision = decisions.Index().FirstOrDefault(one => one.Item == variable, (Index: -1, Item: "")).Index;
            world[variable] = decision >= 0 ? Graph.Input(FirstDecision + decision) : Counterfactual.Natural(_abduction, variable, world);
        }

        Outcomes = [.. outcomes.Select(outcome => world[outcome])];
        RandomInputs = [.. ExpressionAlgebra.InputsOf(Graph, Outcomes).Where(input => input < FirstDecision)];
        _program = BlockCompiler.Compile(Graph, [.. Outcomes.Select(node => new ProgramOutput(node, false))]);
    }

    /// <summary>The expressions.</summary>
    public ExpressionGraph Graph => _abduction.Graph;

    /// <summary>Nodes of the outcomes.</summary>
    public int[] Outcomes { get; }

    /// <summary>Input that stands for the first decision; the others follow.</summary>
    public int FirstDecision { get; }

    /// <summary>Number of decisions.</summary>
    public int Decisions { get; }

    /// <summary>Random inputs that reach an outcome.</summary>
    public int[] RandomInputs { get; }

    /// <summary>Instructions of one pass.</summary>
    public int Cost => _program.Instructions.Length;

    /// <summary>What a random input is drawn from.</summary>
    public ModelInput InputOf(int input) => _abduction.Model.Inputs[input];

    /// <summary>The distribution of a random input.</summary>
    public Distribution DistributionOf(int input) => _abduction.Distributions[input];

    /// <summary>Independent draws of a random input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="purpose">Keeps apart samples of one seed.</param>
    public double[] Draws(int input, int count, ulong seed, string purpose)
    {
        var draws = new double[(count + CounterRandom.GroupSize - 1) / CounterRandom.GroupSize * CounterRandom.GroupSize];
        new CounterRandom(seed, CounterRandom.StreamOf(InputOf(input).Name, $"{InputOf(input).Purpose} {purpose}")).Uniforms(0, 0, draws);
        DistributionOf(input).Transform(draws);
        return draws;
    }

    /// <summary>The outcomes, row by row.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="decision">Column of a decision.</param>
    /// <param name="random">Column of a random input.</param>
    /// <param name="cancellation">Stops it.</param>
    public double[][] Run(int rows, Func<int, double[]> decision, Func<int, double[]> random, CancellationToken cancellation) =>
        new BlockTable(_program, Outcomes.Length, rows, input => input >= FirstDecision ? decision(input - FirstDecision) : random(input))
            .Run(cancellation);
}
