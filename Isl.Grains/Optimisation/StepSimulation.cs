using System.Collections.Immutable;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>One step of the model as a program over blocks of draws: in go random inputs, decisions and what earlier steps hand on.</summary>
internal sealed class StepSimulation
{
    private readonly PlanProblem _problem;
    private readonly BlockProgram _program;
    private readonly Distribution[] _distributions;
    private readonly CounterRandom[] _random;
    private readonly int _inputs;

    /// <summary>Compiles the step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="shelf">Where distributions come from.</param>
    /// <param name="cancellation">Stops it.</param>
    public StepSimulation(PlanProblem problem, DistributionShelf shelf, CancellationToken cancellation)
    {
        _problem = problem;
        var model = problem.Model;
        _inputs = model.Inputs.Length;
        Graph = new ExpressionGraph();
        World = BuildWorld();
        Outputs =
        [
            .. problem.ObjectiveVariables,
            .. problem.Limits.Select(limit => limit.Variable),
            .. problem.Lags.Select(lag => lag.Variable),
        ];
        _program = BlockCompiler.Compile(Graph, [.. Outputs.Select(name => new ProgramOutput(World[name], false))]);
        UsedInputs = [.. ExpressionAlgebra.InputsOf(Graph, Outputs.Select(name => World[name])).Where(input => input < _inputs)];
        _distributions = [.. model.Inputs.Select(input => shelf.Get(input.Spec, cancellation))];
        foreach (var input in UsedInputs)
        {
            _distributions[input].Prepare(cancellation);
        }

        var seed = unchecked((ulong)problem.Setting.Seed);
        _random = [.. model.Inputs.Select(input => new CounterRandom(seed, CounterRandom.StreamOf(input.Name, input.Purpose)))];
    }

    /// <summary>The expressions.</summary>
    public ExpressionGraph Graph { get; }

    /// <summary>Expression of each variable that is needed.</summary>
    public IReadOnlyDictionary<string, int> World { get; }

    /// <summary>What a step computes: objectives, limited variables, what is handed on.</summary>
    public ImmutableArray<string> Outputs { get; }

    /// <summary>Random inputs that any of these depends on.</summary>
    public ImmutableArray<int> UsedInputs { get; }

    /// <summary>Whether steps are alike but for their draws: nothing is handed on.</summary>
    public bool IsMemoryless => _problem.Lags.IsEmpty;

    /// <summary>Index of a decision among the inputs of the expressions.</summary>
    public int DecisionInput(int decision) => _inputs + decision;

    /// <summary>Index of a lag among the inputs of the expressions.</summary>
    public int LagInput(int lag) => _inputs + _problem.Decisions.Length + lag;

    /// <summary>The draws of an input in a step, of one sample.</summary>
    public void Draw(int input, uint sample, int block, Span<double> destination)
    {
        _random[input].Uniforms(sample, (uint)(block * BlockProgram.BlockSize), destination);
        _distributions[input].Transform(destination);
    }

    /// <summary>Runs a block of a step.</summary>
    /// <param name="registers">From <see cref="CreateRegisters"/>.</param>
    /// <param name="draws">By input, its draws in the block.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="lags">By lag, what was handed on.</param>
    /// <param name="outputs">By output, overwritten.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(
        double[] registers, double[][] draws, ReadOnlySpan<double> decisions, double[][] lags, double[][] outputs, CancellationToken cancellation) =>
        _program.Run(registers, new Sink(draws, decisions.ToArray(), null, lags, outputs, _inputs), cancellation);

    /// <summary>Runs a block of a step whose draws have decisions of their own.</summary>
    /// <param name="registers">From <see cref="CreateRegisters"/>.</param>
    /// <param name="draws">By input, its draws in the block.</param>
    /// <param name="decisions">By decision, its value for each draw.</param>
    /// <param name="lags">By lag, what was handed on.</param>
    /// <param name="outputs">By output, overwritten.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(
        double[] registers, double[][] draws, double[][] decisions, double[][] lags, double[][] outputs, CancellationToken cancellation) =>
        _program.Run(registers, new Sink(draws, new double[decisions.Length], decisions, lags, outputs, _inputs), cancellation);

    /// <summary>Memory for <see cref="Run(double[], double[][], ReadOnlySpan{double}, double[][], double[][], CancellationToken)"/>.</summary>
    public double[] CreateRegisters() => _program.CreateRegisters();

    private Dictionary<string, int> BuildWorld()
    {
        var (model, needed) = (_problem.Model, StepAlgebra.Needed(_problem));
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in model.Order.Where(needed.Contains))
        {
            var decision = Find(_problem.Decisions, one => one.Variable == name);
            var lag = Find(_problem.Lags, one => one.Name == name);
            if (decision >= 0 || lag >= 0)
            {
                world[name] = Graph.Input(decision >= 0 ? DecisionInput(decision) : LagInput(lag));
            }
            else if (model.IsEndogenous(name))
            {
                var noise = model.NoiseInput(name);
                world[name] = Graph.Add(model.FormulaOf(name), parent => world[parent], part => Graph.Input(noise + part));
            }
            else
            {
                world[name] = model.ExogenousInput(name) is >= 0 and var input
                    ? Graph.Input(input)
                    : Graph.Constant(model.HeldValue(name).GetValueOrDefault());
            }
        }

        return world;
    }

    private static int Find<T>(ImmutableArray<T> items, Func<T, bool> holds)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (holds(items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private sealed class Sink(
        double[][] draws, double[] decisions, double[][]? ownDecisions, double[][] lags, double[][] outputs, int inputs) : IBlockSink
    {
        public void Draw(int input, Span<double> destination)
        {
            if (input < inputs)
            {
                draws[input].CopyTo(destination);
            }
            else if (input - inputs < decisions.Length && ownDecisions is not null)
            {
                ownDecisions[input - inputs].CopyTo(destination);
            }
            else if (input - inputs < decisions.Length)
            {
                destination.Fill(decisions[input - inputs]);
            }
            else
            {
                lags[input - inputs - decisions.Length].CopyTo(destination);
            }
        }

        public void Take(int output, ReadOnlySpan<double> block) => block.CopyTo(outputs[output]);
    }
}
