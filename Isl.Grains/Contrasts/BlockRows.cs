using System.Buffers;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>Runs the program of a game over rows: worlds one after the other, each with all draws.</summary>
internal sealed class BlockRows(BlockProgram program, MixedWorlds worlds, int[] active, Func<int, double[]?> column, int count, bool perRow)
    : IBlockSink
{
    private readonly Dictionary<int, double[]> _columns = [];
    private double[] _values = [];
    private Func<int, int, bool> _isOn = static (_, _) => false;
    private int _at;

    /// <summary>Fills values row by row.</summary>
    /// <param name="values">Where to; a multiple of the draws.</param>
    /// <param name="isOn">Whether the n-th active difference is on the second side in a row.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(double[] values, Func<int, int, bool> isOn, CancellationToken cancellation)
    {
        (_values, _isOn) = (values, isOn);
        var registers = program.RentRegisters();
        for (_at = 0; _at < values.Length; _at += BlockProgram.BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            program.Run(registers, this, cancellation);
        }

        ArrayPool<double>.Shared.Return(registers);
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        var rows = Math.Min(destination.Length, _values.Length - _at);
        if (input >= worlds.FirstSwitch)
        {
            var player = Array.IndexOf(active, input - worlds.FirstSwitch);
            for (var i = 0; i < rows;)
            {
                // Within a world a switch stands still, but where orders are drawn.
                var length = perRow ? 1 : Math.Min(rows - i, count - ((_at + i) % count));
                destination.Slice(i, length).Fill(_isOn(_at + i, player) ? 1 : 0);
                i += length;
            }

            return;
        }

        if (!_columns.TryGetValue(input, out var values))
        {
            _columns[input] = values = column(input)!;
        }

        for (var i = 0; i < rows;)
        {
            var from = (_at + i) % count;
            var length = Math.Min(rows - i, count - from);
            values.AsSpan(from, length).CopyTo(destination[i..]);
            i += length;
        }
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block) => block[..Math.Min(block.Length, _values.Length - _at)].CopyTo(_values.AsSpan(_at));
}
