using Microsoft.Win32.SafeHandles;
using Serilog.Debugging;

namespace Isl.Grains.Hosting;

/// <summary>
/// Log lines in a file that always has the same name, so that <c>tail logs/app.log</c> shows the newest: when it is full it becomes
/// <c>app.1.log</c>, that <c>app.2.log</c>, and the oldest goes.
/// </summary>
/// <remarks>
/// Several processes may write to one file: lines are appended by one write at the file's end, and who finds the file full under its name rolls
/// it, while the others open the new one. Trouble with the file never reaches the caller.
/// </remarks>
/// <param name="path">The file; its folder is made where it is missing.</param>
/// <param name="limitBytes">A file of this size is full.</param>
/// <param name="kept">Files kept, the current one included.</param>
public sealed class RollingLogFile(string path, long limitBytes, int kept) : IDisposable
{
    private readonly Lock _gate = new();
    private SafeFileHandle? _file;

    /// <summary>Appends lines, each with its end, by one write.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            try
            {
                _file ??= Open();
                if (RandomAccess.GetLength(_file) >= limitBytes)
                {
                    Roll();
                    _file = Open();
                }

                RandomAccess.Write(_file, lines, RandomAccess.GetLength(_file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                SelfLog.WriteLine("The log file {0} cannot be written: {1}", path, e.Message);
                Close();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private SafeFileHandle Open()
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Moves every file one number up, unless another process has just done so.</summary>
    private void Roll()
    {
        Close();
        if (new FileInfo(path) is not { Exists: true } current || current.Length < limitBytes)
        {
            return;
        }

        for (var number = kept - 1; number > 0; number--)
        {
            var younger = number == 1 ? path : Numbered(number - 1);
            if (File.Exists(younger))
            {
                File.Move(younger, Numbered(number), overwrite: true);
            }
        }

        if (kept <= 1)
        {
            File.Delete(path);
        }
    }

    private string Numbered(int number) => Path.ChangeExtension(path, $".{number}{Path.GetExtension(path)}");

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
