using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>Runs a program over given columns of its inputs and keeps every output.</summary>
/// <param name="program">The program.</param>
/// <param name="outputs">How many outputs it has.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="column">Makes the column of an input.</param>
internal sealed class BlockTable(BlockProgram program, int outputs, int rows, Func<int, double[]> column) : IBlockSink
{
    private readonly Dictionary<int, double[]> _columns = [];
    private readonly double[][] _kept = [.. Enumerable.Range(0, outputs).Select(_ => new double[rows])];
    private int _at;

    /// <summary>The outputs, row by row.</summary>
    public double[][] Run(CancellationToken cancellation)
    {
        var registers = program.RentRegisters();
        for (_at = 0; _at < rows; _at += BlockProgram.BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            program.Run(registers, this, cancellation);
        }

        System.Buffers.ArrayPool<double>.Shared.Return(registers);
        return _kept;
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        if (!_columns.TryGetValue(input, out var values))
        {
            _columns[input] = values = column(input);
        }

        values.AsSpan(_at, Math.Min(destination.Length, rows - _at)).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block) => block[..Math.Min(block.Length, rows - _at)].CopyTo(_kept[output].AsSpan(_at));
}
