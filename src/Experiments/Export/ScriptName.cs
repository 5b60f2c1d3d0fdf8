namespace Experiments.Export;

/// <summary>Checks the names of scripts.</summary>
public static class ScriptName
{
    // Python searches the script's folder first, so a script hides the modules that have its name, also from PyTorch.
    private static readonly HashSet<string> s_modules = [.. """
        numpy six sympy torch typing_extensions
        abc aifc argparse array ast asyncio asyncore atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cmath cmd code
        codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses
        dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp
        fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html
        http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math
        mimetypes mmap modulefinder multiprocessing netrc ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle
        pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyexpat
        queue quopri random re readline reprlib resource runpy sched secrets select selectors shelve shlex shutil signal site smtplib
        socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable
        sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap threading time timeit tkinter token tokenize tomllib
        trace traceback tracemalloc tty types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser xml xmlrpc
        zipapp zipfile zipimport zlib zoneinfo
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Checks the path of a script.</summary>
    /// <exception cref="InputException">The name does not end in .py, has nothing before it, or is that of a Python module.</exception>
    public static void Check(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (name.Length == 0 || Path.GetExtension(path) != ".py")
            throw new InputException($"--out '{path}': a script needs a name that ends in .py, such as 'script.py'.");
        if (s_modules.Contains(name))
            throw new InputException($"--out '{path}': Python would import this script instead of the module '{name}'. Choose another "
                + "name.");
    }
}
