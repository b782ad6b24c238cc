using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Isl.Grains.Models.Formulas;

/// <summary>What an instruction does.</summary>
internal enum InstructionKind : byte
{
    /// <summary>Fills the destination with the draws of input A.</summary>
    Draw,

    /// <summary>Applies Op to registers A, B and C.</summary>
    Apply,

    /// <summary>Applies Op to register A and the constant.</summary>
    RightConstant,

    /// <summary>Applies Op to the constant and register A.</summary>
    LeftConstant,

    /// <summary>A · constant + B in one pass; rounded after the product, as two instructions would.</summary>
    MultiplyAdd,

    /// <summary>Logarithm of density number B at register A.</summary>
    LogDensity,

    /// <summary>Register A now holds output number B.</summary>
    Output,
}

/// <summary>One step of a straight-line program; registers are blocks.</summary>
internal readonly record struct Instruction(InstructionKind Kind, FormulaOp Op, int Destination, int A, int B, int C, double Constant);

/// <summary>Where a program's draws come from and its outputs go.</summary>
internal interface IBlockSink
{
    /// <summary>Fills a block with the draws of an input.</summary>
    void Draw(int input, Span<double> destination);

    /// <summary>Takes an output; the block is not to be written to.</summary>
    void Take(int output, ReadOnlySpan<double> block);
}

/// <summary>Expressions compiled to a straight line over blocks of draws: no branch, no allocation, as few registers as live at once.</summary>
/// <param name="Instructions">The steps.</param>
/// <param name="Registers">Number of registers.</param>
/// <param name="Constants">Registers that hold a constant from the start.</param>
/// <param name="Pinned">Register of each output that stays until the end of the block; -1 for the others.</param>
/// <param name="Densities">Distributions of the density instructions.</param>
internal sealed record BlockProgram(
    ImmutableArray<Instruction> Instructions,
    int Registers,
    ImmutableArray<(int Register, double Value)> Constants,
    ImmutableArray<int> Pinned,
    ImmutableArray<Distributions.Distribution> Densities)
{
    /// <summary>Draws of one block: its live registers stay in the first two cache levels.</summary>
    public const int BlockSize = 1024;

    /// <summary>Instructions between two looks at the cancellation: some tenths of a millisecond.</summary>
    private const int CancellationStride = 256;

    /// <summary>Memory for <see cref="Run"/>, with the constants in it.</summary>
    public double[] CreateRegisters() => WithConstants(new double[Registers * BlockSize]);

    /// <summary>The same from the shared pool, to be returned there.</summary>
    public double[] RentRegisters() => WithConstants(ArrayPool<double>.Shared.Rent(Math.Max(1, Registers) * BlockSize));

    /// <summary>The block of an output that was pinned, after <see cref="Run"/>.</summary>
    public ReadOnlySpan<double> Output(double[] registers, int output) => registers.AsSpan(Pinned[output] * BlockSize, BlockSize);

    /// <summary>Computes one block.</summary>
    /// <param name="registers">From <see cref="CreateRegisters"/>; may be used again.</param>
    /// <param name="sink">Gives the draws and takes the outputs, in the order of the instructions.</param>
    /// <param name="cancellation">Stops within a millisecond or so, however long the program is.</param>
    public void Run<TSink>(double[] registers, TSink sink, CancellationToken cancellation = default)
        where TSink : IBlockSink
    {
        var instructions = Instructions.AsSpan();
        for (var at = 0; at < instructions.Length; at++)
        {
            if (at % CancellationStride == CancellationStride - 1)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            ref readonly var step = ref instructions[at];
            var a = step.Kind == InstructionKind.Draw ? default : registers.AsSpan(step.A * BlockSize, BlockSize);
            var destination = step.Destination < 0 ? default : registers.AsSpan(step.Destination * BlockSize, BlockSize);
            switch (step.Kind)
            {
                case InstructionKind.Draw:
                    sink.Draw(step.A, destination);
                    break;
                case InstructionKind.Output:
                    sink.Take(step.B, a);
                    break;
                case InstructionKind.MultiplyAdd:
                    TensorPrimitives.MultiplyAdd(a, step.Constant, registers.AsSpan(step.B * BlockSize, BlockSize), destination);
                    break;
                case InstructionKind.RightConstant:
                    RightConstant(step, a, destination);
                    break;
                case InstructionKind.LeftConstant when step.Op == FormulaOp.Subtract:
                    TensorPrimitives.Subtract(step.Constant, a, destination);
                    break;
                case InstructionKind.LeftConstant:
                    TensorPrimitives.Divide(step.Constant, a, destination);
                    break;
                case InstructionKind.LogDensity:
                    for (var i = 0; i < BlockSize; i++)
                    {
                        destination[i] = double.IsNaN(a[i]) ? double.NegativeInfinity : Densities[step.B].LogDensity(a[i]);
                    }

                    break;
                default:
                    BlockKernels.Apply(
                        step.Op,
                        a,
                        step.B < 0 ? default : registers.AsSpan(step.B * BlockSize, BlockSize),
                        step.C < 0 ? default : registers.AsSpan(step.C * BlockSize, BlockSize),
                        destination);
                    break;
            }
        }
    }

    private double[] WithConstants(double[] registers)
    {
        foreach (var (register, value) in Constants)
        {
            registers.AsSpan(register * BlockSize, BlockSize).Fill(value);
        }

        return registers;
    }

    private static void RightConstant(in Instruction step, ReadOnlySpan<double> a, Span<double> destination)
    {
        switch (step.Op)
        {
            case FormulaOp.Add:
                TensorPrimitives.Add(a, step.Constant, destination);
                break;
            case FormulaOp.Subtract:
                TensorPrimitives.Subtract(a, step.Constant, destination);
                break;
            case FormulaOp.Multiply:
                TensorPrimitives.Multiply(a, step.Constant, destination);
                break;
            case FormulaOp.Divide:
                TensorPrimitives.Divide(a, step.Constant, destination);
                break;
            default:
                BlockKernels.Power(a, step.Constant, destination);
                break;
        }
    }
}
