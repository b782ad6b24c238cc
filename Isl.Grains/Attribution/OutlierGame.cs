using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>The game whose players are noises: the log of the chance that the outcome is as extreme, the noises of a set held as they were.</summary>
internal sealed class OutlierGame
{
    /// <summary>Draws for each chance.</summary>
    public const int Draws = 10 * BlockProgram.BlockSize;

    private readonly BlockProgram _program;
    private readonly IReadOnlyList<RecoveredNoise> _noises;
    private readonly double[][] _draws;
    private readonly Dictionary<int, int> _players = [];
    private readonly CancellationToken _cancellation;
    private readonly double[] _registers;
    private readonly double _distance;

    /// <summary>Draws all noises once; every set is judged by the same draws.</summary>
    public OutlierGame(
        CompiledModel model, string outcome, IReadOnlyList<RecoveredNoise> noises, double value, long seed, CancellationToken cancellation)
    {
        (_noises, _cancellation) = (noises, cancellation);
        var graph = new ExpressionGraph();
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in model.Order)
        {
            world[name] = model.IsEndogenous(name)
                ? graph.Add(model.FormulaOf(name), other => world[other], model.NoiseInput(name) is >= 0 and var noise ? graph.Input(noise) : -1)
                : model.ExogenousInput(name) is >= 0 and var input ? graph.Input(input)
                : graph.Constant(model.HeldValue(name).GetValueOrDefault());
        }

        _program = BlockCompiler.Compile(graph, [new ProgramOutput(world[outcome], false)]);
        _registers = _program.CreateRegisters();
        _draws = [.. noises.Select(noise => Drawn(model, noise, seed, cancellation))];
        for (var player = 0; player < noises.Count; player++)
        {
            _players[noises[player].Input] = player;
        }

        var outcomes = new double[Draws];
        Run(new bool[noises.Count], (block, values) => values.CopyTo(outcomes.AsSpan(block * BlockProgram.BlockSize)));
        var sorted = outcomes.Order().ToArray();
        Median = (sorted[(Draws / 2) - 1] + sorted[Draws / 2]) / 2;
        _distance = Math.Abs(value - Median);
        IsBeyond = !outcomes.Any(one => Math.Abs(one - Median) >= _distance);
    }

    /// <summary>The median of the outcome.</summary>
    public double Median { get; }

    /// <summary>Is the case more extreme than every draw?</summary>
    public bool IsBeyond { get; }

    /// <summary>log P(as far from the median or farther), the noises of the set held; no less than one draw would give.</summary>
    public double Worth(bool[] held)
    {
        if (Array.TrueForAll(held, one => one))
        {
            return 0; // the case itself, whatever rounding says
        }

        var count = 0;
        Run(held, (_, values) =>
        {
            foreach (var value in values)
            {
                count += Math.Abs(value - Median) >= _distance ? 1 : 0;
            }
        });
        return Math.Log(Math.Max(count, 1) / (double)Draws);
    }

    private delegate void Taker(int block, ReadOnlySpan<double> values);

    private void Run(bool[] held, Taker take)
    {
        for (var block = 0; block < Draws / BlockProgram.BlockSize; block++)
        {
            _program.Run(_registers, new Sink(this, held, block, take), _cancellation);
        }
    }

    private static double[] Drawn(CompiledModel model, RecoveredNoise noise, long seed, CancellationToken cancellation)
    {
        var distribution = Distribution.Create(model.Inputs[noise.Input].Spec);
        distribution.Prepare(cancellation);
        var draws = new double[Draws];
        new CounterRandom((ulong)seed, CounterRandom.StreamOf(noise.Variable, "attribution")).Uniforms(0, 0, draws);
        distribution.Transform(draws);
        return draws;
    }

    /// <summary>Gives the held noises as they were and the others as they were drawn.</summary>
    private readonly struct Sink(OutlierGame game, bool[] held, int block, Taker take) : IBlockSink
    {
        public void Draw(int input, Span<double> destination)
        {
            if (!game._players.TryGetValue(input, out var player))
            {
                destination.Clear(); // what is no ancestor of the outcome
            }
            else if (held[player])
            {
                destination.Fill(game._noises[player].Value);
            }
            else
            {
                game._draws[player].AsSpan(block * BlockProgram.BlockSize, BlockProgram.BlockSize).CopyTo(destination);
            }
        }

        public void Take(int output, ReadOnlySpan<double> values) => take(block, values);
    }
}
