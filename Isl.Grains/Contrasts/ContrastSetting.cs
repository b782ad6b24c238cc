using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>Two scenarios of a model with the draws they share.</summary>
internal sealed class ContrastSetting
{
    private readonly CompiledModel _model;
    private readonly Distribution[] _distributions;
    private readonly Dictionary<int, double[]> _columns = [];
    private readonly CancellationToken _cancellation;

    /// <summary>Reads two scenarios.</summary>
    public ContrastSetting(CompiledModel model, ContrastScenario a, ContrastScenario b, int draws, ulong seed, CancellationToken cancellation)
    {
        (_model, _cancellation, Seed) = (model, cancellation, seed);
        model.Check(a.Intervention, a.Place);
        model.Check(b.Intervention, b.Place);
        Draws = new DrawSet(draws, seed);
        var shelf = new DistributionShelf();
        _distributions = [.. model.Inputs.Select(input => shelf.Get(input.Spec, cancellation))];
        A = WorldSpec.Of(model, a, Draws, seed, cancellation);
        B = WorldSpec.Of(model, b, Draws, seed, cancellation);
        Worlds = new MixedWorlds(model, A, B);
    }

    /// <summary>What the first says.</summary>
    public WorldSpec A { get; }

    /// <summary>What the second says.</summary>
    public WorldSpec B { get; }

    /// <summary>All worlds between the two.</summary>
    public MixedWorlds Worlds { get; }

    /// <summary>The draws.</summary>
    public DrawSet Draws { get; }

    /// <summary>Their seed.</summary>
    public ulong Seed { get; }

    /// <summary>Draws of an input of the expressions; null for a switch or a value.</summary>
    public double[]? Column(int input)
    {
        if (!_columns.TryGetValue(input, out var column) && Worlds.ColumnOf(input, Draws, known => _distributions[known]) is { } made)
        {
            _columns[input] = column = made;
        }

        return column;
    }

    /// <summary>Means of variables in one of the two worlds.</summary>
    public double[] Means(IReadOnlyList<string> variables, bool isB)
    {
        var world = Worlds.World(isB);
        return [.. Tables(variables, world).Select(draws => Draws.Mean(draws.AsSpan(0, Draws.Count)).Mean)];
    }

    /// <summary>Standard deviations of variables in the model as it is.</summary>
    public double[] Deviations(IReadOnlyList<string> variables)
    {
        var none = new ContrastScenario("", Intervention.None, []);
        var plain = new ContrastSetting(_model, none, none, Draws.Count, Seed, _cancellation);
        return
        [
            .. plain.Tables(variables, plain.Worlds.World(false)).Select(draws =>
            {
                var values = draws.AsSpan(0, Draws.Count);
                var mean = Draws.Mean(values).Mean;
                var square = 0.0;
                foreach (var value in values)
                {
                    square += (value - mean) * (value - mean);
                }

                return Math.Sqrt(square / values.Length) is var std && std > 1e-12 * Math.Max(1, Math.Abs(mean)) ? std : 0;
            }),
        ];
    }

    /// <summary>Mean of the noise of a variable in one of the two worlds.</summary>
    public double NoiseMean(string variable, bool isB)
    {
        var input = _model.NoiseInput(variable);
        if (input < 0)
        {
            input = _model.ExogenousInput(variable);
        }

        var world = isB ? B : A;
        return world.Inputs.TryGetValue(input, out var known) ? known
            : Draws.Mean((world.Columns.TryGetValue(input, out var column) ? column : Column(input)!).AsSpan(0, Draws.Count)).Mean;
    }

    /// <summary>Outcomes of the first world as a function of what some variables are set to.</summary>
    public OutcomeSurface Surface(IReadOnlyList<string> set, IReadOnlyList<string> outcomes) =>
        new(Worlds, set, outcomes, Draws, Column, _cancellation);

    /// <summary>The variable that scenarios bear on last.</summary>
    public static string OutcomeOf(CompiledModel model, string? asked, params IReadOnlyList<ContrastScenario> scenarios)
    {
        if (asked is not null)
        {
            model.Check([asked], "/outcome");
            return asked;
        }

        var affected = model.Affected(
        [
            .. scenarios.Select(scenario => scenario.Intervention),
            .. scenarios.Select(scenario => Intervention.Of(
                [.. scenario.State.Select(value => new VariableIntervention(value.Variable, InterventionKind.Shift, 0))],
                scenario.Place)),
        ]);
        return affected.LastOrDefault() ?? model.Order.LastOrDefault(model.IsEndogenous) ?? model.Order[^1];
    }

    private double[][] Tables(IReadOnlyList<string> variables, Dictionary<string, int> world)
    {
        var program = BlockCompiler.Compile(Worlds.Graph, [.. variables.Select(variable => new ProgramOutput(world[variable], false))]);
        return variables.Count == 0 ? [] : new BlockTable(program, variables.Count, Draws.Count, input => Column(input)!).Run(_cancellation);
    }
}
